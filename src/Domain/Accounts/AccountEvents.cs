using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Accounts;

/// <summary>An account was added.</summary>
public sealed record AccountCreated(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "account.created";
}

/// <summary>An account has changed details.</summary>
public sealed record AccountChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "account.changed";
}

/// <summary>An account went to the recycle bin.</summary>
public sealed record AccountDeleted(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "account.deleted";
}

/// <summary>An account came back from the recycle bin.</summary>
public sealed record AccountRestored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "account.restored";
}

/// <summary>An account got another owner or territory.</summary>
public sealed record AccountAssigned(Guid OrganizationId, Guid RecordId, Guid? PreviousOwnerId, Guid? OwnerId, Guid? TerritoryId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "account.assigned";
}
