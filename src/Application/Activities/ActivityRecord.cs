using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities;

/// <summary>An activity as lists, pages and the API show it.</summary>
public sealed record ActivityRecord : CrmRow
{
    /// <summary>What kind it is.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Body.</summary>
    public required string? Body { get; init; }

    /// <summary>Who reached out.</summary>
    public required ActivityDirection? Direction { get; init; }

    /// <summary>The moment it is due.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>The day it is due in the assignee's zone.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>Open, done or cancelled.</summary>
    public required ActivityStatus Status { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Who did it.</summary>
    public required Guid? CompletedBy { get; init; }

    /// <summary>What came of it.</summary>
    public required string? Outcome { get; init; }

    /// <summary>The records it is about.</summary>
    public required IReadOnlyList<RecordReference> Links { get; init; }
}
