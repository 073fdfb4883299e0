using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>One move of a lead from status to status; never changed afterwards.</summary>
public sealed class LeadStatusChange : IOrganizationOwned
{
    private LeadStatusChange()
    {
    }

    internal LeadStatusChange(Lead lead, LeadStatus to, DateTimeOffset at, Guid? by, DisqualifyReason? reason, string? note)
    {
        (OrganizationId, LeadId, Id) = (lead.OrganizationId, lead.Id, Guid.CreateVersion7(at));
        (From, To, At, By, Reason, Note) = (lead.Status, to, at, by, reason, note);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The lead.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The status before.</summary>
    public LeadStatus From { get; private set; }

    /// <summary>The status after.</summary>
    public LeadStatus To { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who; null for jobs and the public form.</summary>
    public Guid? By { get; private set; }

    /// <summary>Why it was disqualified; on a reopening, why it had been.</summary>
    public DisqualifyReason? Reason { get; private set; }

    /// <summary>What was said about it.</summary>
    public string? Note { get; private set; }
}

/// <summary>One assignment of a lead to an owner and a territory; never changed afterwards.</summary>
public sealed class LeadAssignment : IOrganizationOwned
{
    private LeadAssignment()
    {
    }

    internal LeadAssignment(Lead lead, Guid? ownerId, Guid? territoryId, bool manual, DateTimeOffset at, Guid? by)
    {
        (OrganizationId, LeadId, Id) = (lead.OrganizationId, lead.Id, Guid.CreateVersion7(at));
        (OwnerId, TerritoryId, Manual, At, By) = (ownerId, territoryId, manual, at, by);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The lead.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The new owner, or null for nobody.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>The new territory, or null for none.</summary>
    public Guid? TerritoryId { get; private set; }

    /// <summary>True when a person chose; later runs of the rules leave it alone (rule T6).</summary>
    public bool Manual { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who; null for the rules.</summary>
    public Guid? By { get; private set; }
}

/// <summary>One arrival of the lead through a public form (rule L14); never changed afterwards.</summary>
public sealed class LeadTouch : IOrganizationOwned
{
    private LeadTouch()
    {
    }

    internal LeadTouch(Lead lead, Guid? formId, Utm utm, string? referrer, string? landingPage, DateTimeOffset at)
    {
        (OrganizationId, LeadId, Id) = (lead.OrganizationId, lead.Id, Guid.CreateVersion7(at));
        (FormId, Utm, Referrer, LandingPage, At) = (formId, utm, referrer, landingPage, at);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The lead.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The form it came through.</summary>
    public Guid? FormId { get; private set; }

    /// <summary>Campaign parameters.</summary>
    public Utm Utm { get; private set; } = Utm.None;

    /// <summary>The page that led to the landing page.</summary>
    public string? Referrer { get; private set; }

    /// <summary>The first page seen.</summary>
    public string? LandingPage { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
