using System.Linq.Expressions;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>A lead as lists, pages and the API show it. Read by <see cref="Projection"/>; names and consents are added afterwards.</summary>
public sealed record LeadRecord
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Given name.</summary>
    public required string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public required string? LastName { get; init; }

    /// <summary>"First Last", or the company.</summary>
    public required string FullName { get; init; }

    /// <summary>E-mail address as typed.</summary>
    public required string? Email { get; init; }

    /// <summary>Telephone number, E.164.</summary>
    public required string? Phone { get; init; }

    /// <summary>Company.</summary>
    public required string? Company { get; init; }

    /// <summary>Job title.</summary>
    public required string? JobTitle { get; init; }

    /// <summary>Website with scheme.</summary>
    public required string? Website { get; init; }

    /// <summary>Industry.</summary>
    public required string? Industry { get; init; }

    /// <summary>Number of employees.</summary>
    public required int? EmployeeCount { get; init; }

    /// <summary>Annual revenue of the company.</summary>
    public required Money? AnnualRevenue { get; init; }

    /// <summary>What the lead can spend.</summary>
    public required Money? Budget { get; init; }

    /// <summary>When the lead wants to decide, in words.</summary>
    public required string? Timeline { get; init; }

    /// <summary>Postal address.</summary>
    public required PostalAddress Address { get; init; }

    /// <summary>Where the lead came from.</summary>
    public required LeadSource Source { get; init; }

    /// <summary>Where it stands.</summary>
    public required LeadStatus Status { get; init; }

    /// <summary>How promising a person thinks it is.</summary>
    public required LeadRating? Rating { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>The member who works it, a user id.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>How the owner is called.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The territory.</summary>
    public required Guid? TerritoryId { get; init; }

    /// <summary>How the territory is called.</summary>
    public string? TerritoryName { get; init; }

    /// <summary>Campaign parameters of the first touch.</summary>
    public required Utm Utm { get; init; }

    /// <summary>The page that led to the landing page.</summary>
    public required string? Referrer { get; init; }

    /// <summary>The first page seen.</summary>
    public required string? LandingPage { get; init; }

    /// <summary>Free text.</summary>
    public required string? Description { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Must not be called.</summary>
    public required bool DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public required bool EmailOptOut { get; init; }

    /// <summary>Why it is not pursued.</summary>
    public required DisqualifyReason? DisqualifyReason { get; init; }

    /// <summary>What it was converted into.</summary>
    public required LeadConversion? Conversion { get; init; }

    /// <summary>What the person agreed to as it stands now; null in lists.</summary>
    public IReadOnlyList<LeadConsent>? Consents { get; init; }

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public required string CustomFields { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who created it; null for the public form and jobs.</summary>
    public required Guid? CreatedBy { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who last changed it.</summary>
    public required Guid? UpdatedBy { get; init; }

    /// <summary>What <c>If-Match</c> compares.</summary>
    public required int Version { get; init; }

    /// <summary>Moves with derived values; second part of the ETag.</summary>
    public required int DerivedStamp { get; init; }

    /// <summary>When it went to the recycle bin, or null.</summary>
    public required DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who moved it there.</summary>
    public required Guid? DeletedBy { get; init; }

    /// <summary>The one projection behind lists and single records.</summary>
    public static Expression<Func<Lead, LeadRecord>> Projection { get; } = lead => new LeadRecord
    {
        Id = lead.Id,
        FirstName = lead.FirstName,
        LastName = lead.LastName,
        FullName = lead.FullName,
        Email = lead.Email,
        Phone = lead.Phone,
        Company = lead.Company,
        JobTitle = lead.JobTitle,
        Website = lead.Website,
        Industry = lead.Industry,
        EmployeeCount = lead.EmployeeCount,
        AnnualRevenue = lead.AnnualRevenue,
        Budget = lead.Budget,
        Timeline = lead.Timeline,
        Address = lead.Address,
        Source = lead.Source,
        Status = lead.Status,
        Rating = lead.Rating,
        Score = lead.Score,
        OwnerId = lead.OwnerId,
        TerritoryId = lead.TerritoryId,
        Utm = lead.Utm,
        Referrer = lead.Referrer,
        LandingPage = lead.LandingPage,
        Description = lead.Description,
        Tags = lead.Tags,
        DoNotCall = lead.DoNotCall,
        EmailOptOut = lead.EmailOptOut,
        DisqualifyReason = lead.DisqualifyReason,
        Conversion = lead.Conversion,
        CustomFields = lead.CustomFields,
        CreatedAt = lead.CreatedAt,
        CreatedBy = lead.CreatedBy,
        UpdatedAt = lead.UpdatedAt,
        UpdatedBy = lead.UpdatedBy,
        Version = lead.Version,
        DerivedStamp = lead.DerivedStamp,
        DeletedAt = lead.DeletedAt,
        DeletedBy = lead.DeletedBy,
    };

    private static readonly Func<Lead, LeadRecord> Project = Projection.Compile();

    /// <summary>A loaded lead, seen the same way.</summary>
    internal static LeadRecord Of(Lead lead) => Project(lead);
}

/// <summary>What a person agreed to, or took back, as it stands now.</summary>
/// <param name="Purpose">For what.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Decision">Granted or withdrawn.</param>
/// <param name="WordingVersion">Version of the text the person saw.</param>
/// <param name="Source">Where it was decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record LeadConsent(ConsentPurpose Purpose, ConsentChannel Channel, ConsentDecision Decision, int? WordingVersion, string Source, DateTimeOffset At);
