using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Events;

/// <summary>
/// A business fact as others hear of it, stored in the save that caused it. Thin (rule W4): type, record, ids and the names of what changed, no personal data. Kept, so that whoever missed it can read it later.
/// </summary>
public sealed class BusinessEvent : IIdentified
{
    /// <summary>Longest event type, in characters.</summary>
    public const int TypeMaxLength = 100;

    private BusinessEvent()
    {
    }

    /// <summary>The event for a fact.</summary>
    /// <param name="id">Its id; within a save it rises from fact to fact.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="data">What is told of it, a JSON object.</param>
    /// <param name="actorKind">What kind of principal caused it.</param>
    /// <param name="actorId">The user who caused it or whose order was carried out, else the API key or form; null where there is none.</param>
    public BusinessEvent(Guid id, IDomainEvent fact, string data, AuditActor actorKind, Guid? actorId)
    {
        (OrganizationId, Id, Type, RecordId) = (fact.OrganizationId, id, fact.Type, fact.RecordId);
        (Data, ActorKind, ActorId) = (data, actorKind, actorId);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7; the same on every delivery.</summary>
    public Guid Id { get; private set; }

    /// <summary>Order of writing, by the database. Two facts of one record are written in the order they happened, since a record's writers wait for each other; of different records it says nothing.</summary>
    public long Ordinal { get; private set; }

    /// <summary>Event type, e.g. <c>lead.created</c>.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The record it happened to.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>When it happened (the transaction's time, set by the database).</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>What kind of principal caused it.</summary>
    public AuditActor ActorKind { get; private set; }

    /// <summary>The user who caused it or whose order was carried out, else the API key or form.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>What is told of it, a JSON object; <c>changed</c> names fields.</summary>
    public string Data { get; private set; } = "{}";

    /// <summary>Place among the organization's events, from 1 without gaps, in the order they became visible; null until it is placed, a fraction of a second later.</summary>
    public long? Position { get; private set; }

    /// <summary>Place among the events of its record, from 1 without gaps, in the order they happened (rule W9).</summary>
    public long? Sequence { get; private set; }

    /// <summary>When it got its place.</summary>
    public DateTimeOffset? PlacedAt { get; private set; }
}
