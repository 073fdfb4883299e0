using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>A deal was added.</summary>
public sealed record DealCreated(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.created";
}

/// <summary>A deal has changed details.</summary>
public sealed record DealChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.changed";
}

/// <summary>A deal went to the recycle bin.</summary>
public sealed record DealDeleted(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.deleted";
}

/// <summary>A deal came back from the recycle bin.</summary>
public sealed record DealRestored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.restored";
}

/// <summary>A deal got another owner.</summary>
public sealed record DealAssigned(Guid OrganizationId, Guid RecordId, Guid? PreviousOwnerId, Guid? OwnerId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.assigned";
}

/// <summary>A deal moved to another stage; closing and reopening show in the status.</summary>
public sealed record DealStageChanged(Guid OrganizationId, Guid RecordId, Guid FromStageId, Guid ToStageId, DealStatus FromStatus, DealStatus ToStatus) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "deal.stage_changed";
}
