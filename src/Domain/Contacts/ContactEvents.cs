using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>A contact was added.</summary>
public sealed record ContactCreated(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "contact.created";
}

/// <summary>A contact has changed details.</summary>
public sealed record ContactChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "contact.changed";
}

/// <summary>A contact went to the recycle bin.</summary>
public sealed record ContactDeleted(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "contact.deleted";
}

/// <summary>A contact came back from the recycle bin.</summary>
public sealed record ContactRestored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "contact.restored";
}

/// <summary>A contact got another owner.</summary>
public sealed record ContactAssigned(Guid OrganizationId, Guid RecordId, Guid? PreviousOwnerId, Guid? OwnerId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "contact.assigned";
}
