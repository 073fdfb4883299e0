using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>A JSON merge patch of a lead (RFC 7396): what is left out stays, null clears, tags are replaced whole, address and campaign are merged by part, custom fields by key.</summary>
public sealed record LeadPatch
{
    /// <summary>Given name.</summary>
    public Optional<string?> FirstName { get; init; }

    /// <summary>Family name.</summary>
    public Optional<string?> LastName { get; init; }

    /// <summary>E-mail address.</summary>
    public Optional<string?> Email { get; init; }

    /// <summary>Telephone number in any spelling.</summary>
    public Optional<string?> Phone { get; init; }

    /// <summary>Company.</summary>
    public Optional<string?> Company { get; init; }

    /// <summary>Job title.</summary>
    public Optional<string?> JobTitle { get; init; }

    /// <summary>Website.</summary>
    public Optional<string?> Website { get; init; }

    /// <summary>Industry.</summary>
    public Optional<string?> Industry { get; init; }

    /// <summary>Number of employees.</summary>
    public Optional<int?> EmployeeCount { get; init; }

    /// <summary>Annual revenue of the company.</summary>
    public Optional<Money?> AnnualRevenue { get; init; }

    /// <summary>What the lead can spend.</summary>
    public Optional<Money?> Budget { get; init; }

    /// <summary>When the lead wants to decide.</summary>
    public Optional<string?> Timeline { get; init; }

    /// <summary>Postal address.</summary>
    public Optional<AddressPatch?> Address { get; init; }

    /// <summary>Where the lead came from; null means <see cref="LeadSource.Other"/>.</summary>
    public Optional<LeadSource?> Source { get; init; }

    /// <summary>How promising it looks.</summary>
    public Optional<LeadRating?> Rating { get; init; }

    /// <summary>Campaign parameters.</summary>
    public Optional<UtmPatch?> Utm { get; init; }

    /// <summary>The page that led to the landing page.</summary>
    public Optional<string?> Referrer { get; init; }

    /// <summary>The first page seen.</summary>
    public Optional<string?> LandingPage { get; init; }

    /// <summary>Free text.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>Tags.</summary>
    public Optional<IReadOnlyList<string>?> Tags { get; init; }

    /// <summary>Must not be called.</summary>
    public Optional<bool> DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public Optional<bool> EmailOptOut { get; init; }

    /// <summary>Values of the organization's own fields to set, a JSON object; null clears them all.</summary>
    public Optional<string?> CustomFields { get; init; }

    /// <summary>The status to move to; only <see cref="LeadStatus.Contacted"/> can be reached by a patch, every other move is an action.</summary>
    public Optional<LeadStatus> Status { get; init; }

    /// <summary>The owner; null for nobody.</summary>
    public Optional<Guid?> OwnerId { get; init; }

    /// <summary>The details with this patch applied.</summary>
    public LeadDetails ApplyTo(LeadDetails details) => details with
    {
        FirstName = FirstName.Or(details.FirstName),
        LastName = LastName.Or(details.LastName),
        Email = Email.Or(details.Email),
        Phone = Phone.Or(details.Phone),
        Company = Company.Or(details.Company),
        JobTitle = JobTitle.Or(details.JobTitle),
        Website = Website.Or(details.Website),
        Industry = Industry.Or(details.Industry),
        EmployeeCount = EmployeeCount.Or(details.EmployeeCount),
        AnnualRevenue = AnnualRevenue.Or(details.AnnualRevenue),
        Budget = Budget.Or(details.Budget),
        Timeline = Timeline.Or(details.Timeline),
        Address = Address.Map(patch => patch?.ApplyTo(details.Address) ?? PostalAddress.None).Or(details.Address),
        Source = Source.Or(details.Source) ?? LeadSource.Other,
        Rating = Rating.Or(details.Rating),
        Utm = Utm.Map(patch => patch?.ApplyTo(details.Utm) ?? Domain.Common.Utm.None).Or(details.Utm),
        Referrer = Referrer.Or(details.Referrer),
        LandingPage = LandingPage.Or(details.LandingPage),
        Description = Description.Or(details.Description),
        Tags = Tags.Or(details.Tags) ?? [],
        DoNotCall = DoNotCall.Or(details.DoNotCall),
        EmailOptOut = EmailOptOut.Or(details.EmailOptOut),
        CustomFields = CustomFields.Map(patch => patch is null ? "{}" : CustomFieldValues.Merge(details.CustomFields, patch)).Or(details.CustomFields),
    };
}

/// <summary>A merge patch of an address.</summary>
public sealed record AddressPatch
{
    /// <summary>First line.</summary>
    public Optional<string?> Line1 { get; init; }

    /// <summary>Second line.</summary>
    public Optional<string?> Line2 { get; init; }

    /// <summary>City.</summary>
    public Optional<string?> City { get; init; }

    /// <summary>State.</summary>
    public Optional<string?> State { get; init; }

    /// <summary>Postal code.</summary>
    public Optional<string?> PostalCode { get; init; }

    /// <summary>Country by code or name.</summary>
    public Optional<string?> Country { get; init; }

    internal PostalAddress ApplyTo(PostalAddress address) => new(
        Line1.Or(address.Line1), Line2.Or(address.Line2), City.Or(address.City), State.Or(address.State), PostalCode.Or(address.PostalCode), Country.Or(address.Country));
}

/// <summary>A merge patch of campaign parameters.</summary>
public sealed record UtmPatch
{
    /// <summary>Source.</summary>
    public Optional<string?> Source { get; init; }

    /// <summary>Medium.</summary>
    public Optional<string?> Medium { get; init; }

    /// <summary>Campaign.</summary>
    public Optional<string?> Campaign { get; init; }

    /// <summary>Term.</summary>
    public Optional<string?> Term { get; init; }

    /// <summary>Content.</summary>
    public Optional<string?> Content { get; init; }

    internal Utm ApplyTo(Utm utm) => new(Source.Or(utm.Source), Medium.Or(utm.Medium), Campaign.Or(utm.Campaign), Term.Or(utm.Term), Content.Or(utm.Content));
}
