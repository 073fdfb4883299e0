using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Activities;

/// <summary>What kind of activity it is.</summary>
public enum ActivityKind
{
    /// <summary>A telephone call.</summary>
    Call,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A note.</summary>
    Note,

    /// <summary>Something to do.</summary>
    Task,
}

/// <summary>Who reached out to whom.</summary>
public enum ActivityDirection
{
    /// <summary>They reached out.</summary>
    Inbound,

    /// <summary>The organization reached out.</summary>
    Outbound,
}

/// <summary>What a person types in about an activity.</summary>
public sealed record ActivityDetails
{
    /// <summary>Longest subject, in characters.</summary>
    public const int SubjectMaxLength = 200;

    /// <summary>Longest body, in characters.</summary>
    public const int BodyMaxLength = 20_000;

    /// <summary>Longest outcome, in characters.</summary>
    public const int OutcomeMaxLength = 500;

    /// <summary>Most records one activity is about.</summary>
    public const int LinksMax = 100;

    /// <summary>What kind it is; stays as created.</summary>
    public ActivityKind Kind { get; init; }

    /// <summary>Subject; required.</summary>
    public string? Subject { get; init; }

    /// <summary>Body.</summary>
    public string? Body { get; init; }

    /// <summary>Who reached out; calls, e-mails and meetings only.</summary>
    public ActivityDirection? Direction { get; init; }

    /// <summary>The moment it is due; this or <see cref="DueOn"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The day it is due in the assignee's zone; this or <see cref="DueAt"/> (rule A3).</summary>
    public DateOnly? DueOn { get; init; }

    internal Result<ActivityDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var cleaned = this with
        {
            Kind = checks.Known("kind", Kind),
            Subject = checks.Required("subject", Subject, SubjectMaxLength),
            Body = checks.Text("body", Body, BodyMaxLength),
            Direction = Direction is { } direction ? checks.Known("direction", direction) : null,
            DueAt = DueAt?.ToUniversalTime(),
        };
        if (DueAt is not null && DueOn is not null) checks.Refuse("dueOn", "Give a day or a moment, not both.");
        if (Direction is not null && Kind is (ActivityKind.Note or ActivityKind.Task)) checks.Refuse("direction", "Notes and tasks have no direction.");
        return checks.Failed ? checks.ToError() : cleaned;
    }
}
