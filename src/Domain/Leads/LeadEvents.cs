using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>A lead was added.</summary>
public sealed record LeadCreated(Guid OrganizationId, Guid RecordId, LeadSource Source) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.created";
}

/// <summary>Details of a lead changed; its score may have to.</summary>
public sealed record LeadChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.changed";
}

/// <summary>A lead moved to another status.</summary>
public sealed record LeadStatusChanged(Guid OrganizationId, Guid RecordId, LeadStatus From, LeadStatus To, DisqualifyReason? Reason) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.status_changed";
}

/// <summary>A lead got another owner or territory.</summary>
public sealed record LeadAssigned(Guid OrganizationId, Guid RecordId, Guid? PreviousOwnerId, Guid? OwnerId, Guid? TerritoryId, bool Manual) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.assigned";
}

/// <summary>A lead came in again through a public form.</summary>
public sealed record LeadTouched(Guid OrganizationId, Guid RecordId, Guid? FormId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.touched";
}

/// <summary>A lead was converted.</summary>
public sealed record LeadConverted(Guid OrganizationId, Guid RecordId, LeadConversion Conversion) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.converted";
}

/// <summary>A conversion was undone; what it had created is gone.</summary>
public sealed record LeadConversionUndone(Guid OrganizationId, Guid RecordId, LeadConversion Conversion) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.conversion_undone";
}

/// <summary>A lead went to the recycle bin.</summary>
public sealed record LeadDeleted(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.deleted";
}

/// <summary>A lead came back from the recycle bin.</summary>
public sealed record LeadRestored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.restored";
}

/// <summary>A job has scored leads again; their versions stay.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RecordId">The job.</param>
public sealed record LeadsRescored(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "lead.rescored";
}
