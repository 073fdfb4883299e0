using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Api;

/// <summary>A lead on the wire.</summary>
internal sealed record LeadBody(
    Guid Id, string? FirstName, string? LastName, string FullName, string? Email, string? Phone, string? Company, string? JobTitle, string? Website, string? Industry, int? EmployeeCount,
    Money? AnnualRevenue, Money? Budget, string? Timeline, PostalAddressBody Address, LeadSource Source, LeadStatus Status, LeadRating? Rating, int Score, Guid? OwnerId, string? OwnerName, Guid? TerritoryId, string? TerritoryName,
    UtmBody Utm, string? Referrer, string? LandingPage, string? Description, IReadOnlyList<string> Tags, bool DoNotCall, bool EmailOptOut, DisqualifyReason? DisqualifyReason, LeadConversionBody? Conversion,
    IReadOnlyList<LeadConsentBody>? Consents, JsonText CustomFields, DateTimeOffset CreatedAt, Guid? CreatedBy, DateTimeOffset UpdatedAt, Guid? UpdatedBy, int Version)
{
    /// <summary>When it went to the recycle bin; only there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who moved it there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? DeletedBy { get; init; }

    /// <summary>When it is removed for good.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PurgeAt { get; init; }

    /// <summary>What undoes the merge; only in the answer to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? MergeId { get; init; }

    private const int DaysInRecycleBin = 30;

    /// <summary>Properties that no request may set; besides them, a new lead has no status of its choice.</summary>
    public static readonly string[] ReadOnly =
        ["id", "fullName", "score", "ownerName", "territoryId", "territoryName", "disqualifyReason", "conversion", "consents", "createdAt", "createdBy", "updatedAt", "updatedBy", "version", "deletedAt", "deletedBy", "purgeAt", "mergeId"];

    public static LeadBody From(LeadRecord l) => new(
        l.Id, l.FirstName, l.LastName, l.FullName, l.Email, l.Phone, l.Company, l.JobTitle, l.Website, l.Industry, l.EmployeeCount,
        l.AnnualRevenue, l.Budget, l.Timeline, PostalAddressBody.From(l.Address), l.Source, l.Status, l.Rating, l.Score, l.OwnerId, l.OwnerName, l.TerritoryId, l.TerritoryName,
        new UtmBody(l.Utm.Source, l.Utm.Medium, l.Utm.Campaign, l.Utm.Term, l.Utm.Content), l.Referrer, l.LandingPage, l.Description, l.Tags, l.DoNotCall, l.EmailOptOut, l.DisqualifyReason,
        l.Conversion is { } c ? new LeadConversionBody(c.AccountId, c.ContactId, c.DealId, c.ConvertedAt, c.ConvertedBy) : null,
        l.Consents is { } consents ? [.. consents.Select(e => new LeadConsentBody(e.Purpose, e.Channel, e.Decision, e.WordingVersion, e.Source, e.At))] : null,
        new JsonText(l.CustomFields), l.CreatedAt, l.CreatedBy, l.UpdatedAt, l.UpdatedBy, l.Version)
    {
        DeletedAt = l.DeletedAt,
        DeletedBy = l.DeletedBy,
        PurgeAt = l.DeletedAt?.AddDays(DaysInRecycleBin),
    };

    /// <summary>The entity tag of a lead.</summary>
    public static string ETagOf(LeadRecord lead) => ETags.Of(lead.Version, lead.DerivedStamp);
}

/// <summary>A postal address on the wire.</summary>
internal sealed record PostalAddressBody(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country)
{
    public static PostalAddressBody From(PostalAddress a) => new(a.Line1, a.Line2, a.City, a.State, a.PostalCode, a.Country);

    public PostalAddress ToAddress() => new(Line1, Line2, City, State, PostalCode, Country);
}

/// <summary>Campaign parameters on the wire.</summary>
internal sealed record UtmBody(string? Source, string? Medium, string? Campaign, string? Term, string? Content)
{
    public Utm ToUtm() => new(Source, Medium, Campaign, Term, Content);
}

/// <summary>What a lead was converted into.</summary>
internal sealed record LeadConversionBody(Guid? AccountId, Guid? ContactId, Guid? DealId, DateTimeOffset ConvertedAt, Guid? ConvertedBy);

/// <summary>What the person agreed to as it stands now.</summary>
internal sealed record LeadConsentBody(ConsentPurpose Purpose, ConsentChannel Channel, ConsentDecision Decision, int? WordingVersion, string Source, DateTimeOffset At);

/// <summary>A lead to create.</summary>
internal sealed record LeadPost(
    string? FirstName, string? LastName, string? Email, string? Phone, string? Company, string? JobTitle, string? Website, string? Industry, int? EmployeeCount, Money? AnnualRevenue, Money? Budget, string? Timeline,
    PostalAddressBody? Address, LeadSource? Source, LeadRating? Rating, Guid? OwnerId, UtmBody? Utm, string? Referrer, string? LandingPage, string? Description, IReadOnlyList<string>? Tags, bool? DoNotCall, bool? EmailOptOut,
    JsonObject? CustomFields)
{
    public CreateLeadCommand ToCommand() => new(
        new LeadDetails
        {
            FirstName = FirstName,
            LastName = LastName,
            Email = Email,
            Phone = Phone,
            Company = Company,
            JobTitle = JobTitle,
            Website = Website,
            Industry = Industry,
            EmployeeCount = EmployeeCount,
            AnnualRevenue = AnnualRevenue,
            Budget = Budget,
            Timeline = Timeline,
            Address = Address?.ToAddress() ?? PostalAddress.None,
            Source = Source ?? LeadSource.Other,
            Rating = Rating,
            Utm = Utm?.ToUtm() ?? Domain.Common.Utm.None,
            Referrer = Referrer,
            LandingPage = LandingPage,
            Description = Description,
            Tags = Tags ?? [],
            DoNotCall = DoNotCall ?? false,
            EmailOptOut = EmailOptOut ?? false,
            CustomFields = CustomFields?.ToJsonString() ?? "{}",
        },
        OwnerId);
}

/// <summary>A JSON merge patch of a lead.</summary>
internal sealed record LeadPatchBody(
    Optional<string?> FirstName, Optional<string?> LastName, Optional<string?> Email, Optional<string?> Phone, Optional<string?> Company, Optional<string?> JobTitle, Optional<string?> Website, Optional<string?> Industry,
    Optional<int?> EmployeeCount, Optional<Money?> AnnualRevenue, Optional<Money?> Budget, Optional<string?> Timeline, Optional<AddressPatch?> Address, Optional<LeadSource?> Source, Optional<LeadStatus> Status, Optional<LeadRating?> Rating,
    Optional<Guid?> OwnerId, Optional<UtmPatch?> Utm, Optional<string?> Referrer, Optional<string?> LandingPage, Optional<string?> Description, Optional<IReadOnlyList<string>?> Tags, Optional<bool?> DoNotCall, Optional<bool?> EmailOptOut,
    Optional<JsonObject?> CustomFields)
{
    public UpdateLeadCommand ToCommand(Guid id, int? version) => new(
        id,
        new LeadPatch
        {
            FirstName = FirstName,
            LastName = LastName,
            Email = Email,
            Phone = Phone,
            Company = Company,
            JobTitle = JobTitle,
            Website = Website,
            Industry = Industry,
            EmployeeCount = EmployeeCount,
            AnnualRevenue = AnnualRevenue,
            Budget = Budget,
            Timeline = Timeline,
            Address = Address,
            Source = Source,
            Status = Status,
            Rating = Rating,
            OwnerId = OwnerId,
            Utm = Utm,
            Referrer = Referrer,
            LandingPage = LandingPage,
            Description = Description,
            Tags = Tags,
            DoNotCall = DoNotCall.Map(value => value ?? false),
            EmailOptOut = EmailOptOut.Map(value => value ?? false),
            CustomFields = CustomFields.Map(fields => fields?.ToJsonString()),
        },
        version);
}
