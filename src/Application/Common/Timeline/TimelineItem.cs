using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Timeline;

/// <summary>What kind of thing happened to a record.</summary>
public enum TimelineKind
{
    /// <summary>A call, meeting, e-mail, note, task, or an arrival through a form.</summary>
    Activity,
    /// <summary>A move to another status or stage.</summary>
    Status,
    /// <summary>A changed field.</summary>
    FieldChange,
    /// <summary>An e-mail sent or received by the product.</summary>
    Email,
    /// <summary>A document.</summary>
    Document,
    /// <summary>A conversion, or its undoing.</summary>
    Conversion,
    /// <summary>A merge, or its undoing.</summary>
    Merge,
    /// <summary>Another owner or territory.</summary>
    Assignment,
    /// <summary>A consent given or taken back.</summary>
    Consent,
    /// <summary>An invoice.</summary>
    Invoice,
}

/// <summary>One thing that happened to a record.</summary>
/// <param name="Id">Unique within the timeline; with the moment the order.</param>
/// <param name="Kind">What kind.</param>
/// <param name="OccurredAt">When, UTC.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">More words, or null.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Data">Its facts by JSON name.</param>
public sealed record TimelineItem(
    Guid Id, TimelineKind Kind, DateTimeOffset OccurredAt, TimelineActor Actor, string Title, string? Body, TimelineSubject Subject, IReadOnlyDictionary<string, object?> Data)
{
    /// <summary>Facts by JSON name.</summary>
    internal static Dictionary<string, object?> Facts(params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in facts) data[name] = value;
        return data;
    }
}

/// <summary>Who did something.</summary>
/// <param name="Type">User, API key, form or job.</param>
/// <param name="Id">The user, key or form.</param>
/// <param name="Name">How it is called, where known.</param>
public sealed record TimelineActor(ActorKind Type, Guid? Id, string? Name)
{
    /// <summary>The product itself.</summary>
    public static TimelineActor Product { get; } = new(ActorKind.Job, null, null);

    /// <summary>A user, or the product where nobody is named.</summary>
    internal static TimelineActor By(Guid? user) => user is { } id ? new TimelineActor(ActorKind.User, id, null) : Product;
}

/// <summary>What something happened to.</summary>
public sealed record TimelineSubject(RecordType Type, Guid Id, string Name);
