using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>The fields of leads. Headers of import files are matched with the synonyms, which name what marketing teams export.</summary>
public sealed class LeadFields : RecordType<Lead>
{
    /// <summary>Words of import files for a source, in the form of its names.</summary>
    public static IReadOnlyDictionary<string, LeadSource> SourceSynonyms { get; } = new Dictionary<string, LeadSource>(StringComparer.Ordinal)
    {
        ["trade_show"] = LeadSource.Event,
        ["tradeshow"] = LeadSource.Event,
        ["exhibition"] = LeadSource.Event,
        ["web"] = LeadSource.Website,
        ["demo"] = LeadSource.DemoRequest,
        ["advert"] = LeadSource.Advertisement,
        ["ads"] = LeadSource.Advertisement,
        ["contact_form"] = LeadSource.Contact,
        ["unknown"] = LeadSource.Other,
    };

    /// <summary>Declares them.</summary>
    public LeadFields() : base(RecordTypes.Leads, "Lead", defaultSort: "-createdAt")
    {
        Person();
        Firm();
        Place();
        Course();
        Campaign();
        Preferences();
        Stamps();
    }

    private void Person()
    {
        Text("fullName", l => l.FullName, Lead.FullNameMaxLength).Label("Name").Sortable().Searchable().ReadOnly().Personal(PersonalData.Name);
        Text("firstName", l => l.FirstName, LeadDetails.NameMaxLength).Importable("given name", "forename", "vorname").Personal(PersonalData.Name);
        Text("lastName", l => l.LastName, LeadDetails.NameMaxLength).Importable("surname", "family name", "nachname", "name").Personal(PersonalData.Name);
        Email("email", l => l.Email, normalized: l => l.NormalizedEmail).Label("E-mail").Searchable().Importable("e-mail", "email address", "e-mail address", "mail", "e-mail-adresse").Personal(PersonalData.Contact).MatchKey();
        Phone("phone", l => l.Phone).Searchable().Importable("mobile", "mobile phone", "mobile no", "phone no", "phone number", "tel", "telephone", "contact no", "telefon").Personal(PersonalData.Contact).MatchKey();
        Text("jobTitle", l => l.JobTitle, LeadDetails.JobTitleMaxLength).Importable("title", "position", "role", "designation").BulkUpdatable().Personal(PersonalData.Profile);
    }

    private void Firm()
    {
        Text("company", l => l.Company, LeadDetails.CompanyMaxLength).Sortable().Searchable().Importable("organisation", "organization", "company name", "account", "account name", "firma").Personal(PersonalData.None);
        Url("website", l => l.Website, LeadDetails.WebsiteMaxLength).Importable("web site", "url", "homepage").Personal(PersonalData.None);
        Text("industry", l => l.Industry, LeadDetails.IndustryMaxLength).Importable("sector", "branche").BulkUpdatable().Personal(PersonalData.None);
        Number<int>("employeeCount", l => l.EmployeeCount).Label("Employees").Importable("employees", "no of employees", "number of employees", "headcount", "company size");
        Money("annualRevenue", l => l.AnnualRevenue).Importable("annual revenue", "annual revenue (sgd)", "revenue", "turnover");
        Money("budget", l => l.Budget).Sortable().Importable("budget (sgd)");
        Text("timeline", l => l.Timeline, LeadDetails.TimelineMaxLength).Importable("time frame", "timeframe", "buying timeline").Personal(PersonalData.None);
    }

    private void Place()
    {
        Text("address.line1", l => l.Address.Line1, PostalAddress.LineMaxLength).Label("Street").Importable("street", "address", "address 1", "address line 1", "straße", "strasse").Personal(PersonalData.Contact);
        Text("address.line2", l => l.Address.Line2, PostalAddress.LineMaxLength).Label("Address line 2").Importable("address 2", "unit").Personal(PersonalData.Contact);
        Text("address.city", l => l.Address.City, PostalAddress.PlaceMaxLength).Label("City").Importable("town", "ort", "stadt").BulkUpdatable().Personal(PersonalData.Contact);
        Text("address.state", l => l.Address.State, PostalAddress.PlaceMaxLength).Label("State").Importable("province", "region").BulkUpdatable().Personal(PersonalData.Contact);
        Text("address.postalCode", l => l.Address.PostalCode, PostalAddress.PostalCodeMaxLength).Label("Postal code").Importable("post code", "postcode", "zip", "zip code", "plz").Personal(PersonalData.Contact);
        Text("address.country", l => l.Address.Country, PostalAddress.CountryLength).Label("Country").Importable("land").BulkUpdatable().Personal(PersonalData.Contact);
    }

    private void Course()
    {
        Choice("source", l => l.Source).Importable("lead source", "origin", "quelle").BulkUpdatable();
        Choice("status", l => l.Status).Sortable().Importable("lead status").ChangedBy("qualify", "disqualify", "reopen", "convert");
        Choice<LeadRating>("rating", l => l.Rating).Importable("lead rating").BulkUpdatable();
        Number("score", l => l.Score).Sortable().ReadOnly();
        Choice<DisqualifyReason>("disqualifyReason", l => l.DisqualifyReason).ReadOnly();
        Reference("convertedAccountId", l => l.Conversion == null ? null : l.Conversion.AccountId, RecordTypes.Accounts).Label("Converted into account").ReadOnly();
        Reference("convertedContactId", l => l.Conversion == null ? null : l.Conversion.ContactId, RecordTypes.Contacts).Label("Converted into contact").ReadOnly();
        Reference("convertedDealId", l => l.Conversion == null ? null : l.Conversion.DealId, RecordTypes.Deals).Label("Converted into deal").ReadOnly();
        Reference("ownerId", l => l.OwnerId, RecordTypes.Members).Label("Owner").Importable("owner", "lead owner", "assigned to").ChangedBy("assign");
        Reference("territoryId", l => l.TerritoryId, RecordTypes.Territories).Label("Territory").ChangedBy("assign");
    }

    private void Campaign()
    {
        Text("utm.source", l => l.Utm.Source, Utm.PartMaxLength).Label("UTM source").Importable("utm_source").Personal(PersonalData.None);
        Text("utm.medium", l => l.Utm.Medium, Utm.PartMaxLength).Label("UTM medium").Importable("utm_medium").Personal(PersonalData.None);
        Text("utm.campaign", l => l.Utm.Campaign, Utm.PartMaxLength).Label("UTM campaign").Importable("utm_campaign", "campaign").Personal(PersonalData.None);
        Text("utm.term", l => l.Utm.Term, Utm.PartMaxLength).Label("UTM term").Importable("utm_term").Personal(PersonalData.None);
        Text("utm.content", l => l.Utm.Content, Utm.PartMaxLength).Label("UTM content").Importable("utm_content").Personal(PersonalData.None);
        Text("referrer", l => l.Referrer, LeadDetails.PageMaxLength).Importable("referer").Personal(PersonalData.Profile);
        Text("landingPage", l => l.LandingPage, LeadDetails.PageMaxLength).Importable("landing url").Personal(PersonalData.Profile);
    }

    private void Preferences()
    {
        Text("description", l => l.Description, LeadDetails.DescriptionMaxLength).Importable("notes", "note", "comment", "comments", "message", "remarks").Personal(PersonalData.FreeText);
        MultiChoice("tags", l => l.Tags).Importable("tag", "labels");
        Boolean("doNotCall", l => l.DoNotCall).Importable("dnc").BulkUpdatable();
        Boolean("emailOptOut", l => l.EmailOptOut).Label("E-mail opt-out").Importable("opt out", "unsubscribed").BulkUpdatable();
    }

    private void Stamps()
    {
        Instant("createdAt", l => l.CreatedAt).Label("Created").Sortable().Importable("created", "created on", "created date", "date added");
        Reference("createdBy", l => l.CreatedBy, RecordTypes.Members).ReadOnly();
        Instant("updatedAt", l => l.UpdatedAt).Label("Changed").Sortable().ReadOnly();
        Reference("updatedBy", l => l.UpdatedBy, RecordTypes.Members).Label("Changed by").ReadOnly();
    }
}
