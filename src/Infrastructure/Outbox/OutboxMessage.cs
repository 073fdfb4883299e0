using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>A business fact on its way out, written in the save that caused it. Thin: type and record id, no personal data.</summary>
public sealed class OutboxMessage : IOrganizationOwned
{
    /// <summary>Longest event type.</summary>
    public const int TypeMaxLength = 100;

    private OutboxMessage()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>Event type, e.g. <c>lead.created</c>.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The record it happened to.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>When it was written (the transaction's time, set by the database).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the dispatcher handed it out, or null.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }

    /// <summary>The row for a fact.</summary>
    public static OutboxMessage Of(IDomainEvent fact) => new() { OrganizationId = fact.OrganizationId, Id = Guid.CreateVersion7(), Type = fact.Type, RecordId = fact.RecordId };
}
