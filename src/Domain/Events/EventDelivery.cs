using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Events;

/// <summary>An event that a consumer has still to take. Gone once it was taken; kept with its error when it was given up (a dead letter).</summary>
public sealed class EventDelivery : IOrganizationOwned
{
    /// <summary>Longest name of a consumer, in characters.</summary>
    public const int ConsumerMaxLength = 60;

    /// <summary>Longest error, in characters.</summary>
    public const int ErrorMaxLength = 200;

    private EventDelivery()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The event.</summary>
    public Guid EventId { get; private set; }

    /// <summary>The consumer; with the event the key.</summary>
    public string Consumer { get; private set; } = "";

    /// <summary>The event's record: its events are taken one after the other.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>The event's place among those of its record.</summary>
    public long Sequence { get; private set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it may be begun (again), by the database's clock. While a node works on it: when its lease ends.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>The hold of the node that works on it; null while it waits.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>What went wrong the last time: the kind of failure, no data.</summary>
    public string? Error { get; private set; }

    /// <summary>When it was given up; null while there is hope.</summary>
    public DateTimeOffset? FailedAt { get; private set; }
}
