using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Activities;

/// <summary>An activity was added.</summary>
public sealed record ActivityCreated(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "activity.created";
}

/// <summary>An activity has changed details.</summary>
public sealed record ActivityChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "activity.changed";
}

/// <summary>An activity went to the recycle bin.</summary>
public sealed record ActivityDeleted(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "activity.deleted";
}

/// <summary>An activity came back from the recycle bin.</summary>
public sealed record ActivityRestored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "activity.restored";
}

/// <summary>An activity was completed or logged; a call, e-mail or meeting engages the records it is about.</summary>
public sealed record ActivityCompleted(Guid OrganizationId, Guid RecordId, ActivityKind Kind, ActivityDirection? Direction, DateTimeOffset CompletedAt, IReadOnlyList<RecordReference> About) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "activity.completed";
}
