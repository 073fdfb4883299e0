using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>What a person types in, or a file or form brings, about a lead. Cleaned and checked by <see cref="Lead.Create"/> and <see cref="Lead.Change"/>.</summary>
public sealed record LeadDetails
{
    /// <summary>Longest first or last name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest company name, in characters.</summary>
    public const int CompanyMaxLength = CompanyName.MaxLength;

    /// <summary>Longest job title, in characters.</summary>
    public const int JobTitleMaxLength = 100;

    /// <summary>Longest website, in characters, scheme included.</summary>
    public const int WebsiteMaxLength = WebAddress.MaxLength;

    /// <summary>Longest industry, in characters.</summary>
    public const int IndustryMaxLength = 100;

    /// <summary>Longest timeline, in characters.</summary>
    public const int TimelineMaxLength = 100;

    /// <summary>Longest description, in characters.</summary>
    public const int DescriptionMaxLength = 10_000;

    /// <summary>Longest referrer or landing page, in characters.</summary>
    public const int PageMaxLength = 2_000;

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name; this or <see cref="Company"/> is required.</summary>
    public string? LastName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number in any spelling; kept as E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>Country (ISO 3166 alpha-2) of a phone number written without country code.</summary>
    public string PhoneCountry { get; init; } = "SG";

    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Website, http or https; the scheme may be left out.</summary>
    public string? Website { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Number of employees, not negative.</summary>
    public int? EmployeeCount { get; init; }

    /// <summary>Annual revenue of the company.</summary>
    public Money? AnnualRevenue { get; init; }

    /// <summary>What the lead can spend.</summary>
    public Money? Budget { get; init; }

    /// <summary>When the lead wants to decide, in words.</summary>
    public string? Timeline { get; init; }

    /// <summary>Postal address; the country by code or name.</summary>
    public PostalAddress Address { get; init; } = PostalAddress.None;

    /// <summary>Where the lead came from.</summary>
    public LeadSource Source { get; init; } = LeadSource.Other;

    /// <summary>How promising it looks.</summary>
    public LeadRating? Rating { get; init; }

    /// <summary>Campaign parameters.</summary>
    public Utm Utm { get; init; } = Utm.None;

    /// <summary>The page that led to the landing page.</summary>
    public string? Referrer { get; init; }

    /// <summary>The first page seen.</summary>
    public string? LandingPage { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Must not be called.</summary>
    public bool DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public bool EmailOptOut { get; init; }

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public string CustomFields { get; init; } = "{}";

    /// <summary>These details with blanks filled from others; nothing that is known changes.</summary>
    public LeadDetails FilledFrom(LeadDetails offered) => this with
    {
        FirstName = FirstName ?? offered.FirstName,
        LastName = LastName ?? offered.LastName,
        Email = Email ?? offered.Email,
        Phone = Phone ?? offered.Phone,
        Company = Company ?? offered.Company,
        JobTitle = JobTitle ?? offered.JobTitle,
        Website = Website ?? offered.Website,
        Industry = Industry ?? offered.Industry,
        EmployeeCount = EmployeeCount ?? offered.EmployeeCount,
        AnnualRevenue = AnnualRevenue ?? offered.AnnualRevenue,
        Budget = Budget ?? offered.Budget,
        Timeline = Timeline ?? offered.Timeline,
        Address = Address.IsEmpty ? offered.Address : Address,
        Rating = Rating ?? offered.Rating,
        Utm = Utm.IsEmpty ? offered.Utm : Utm,
        Referrer = Referrer ?? offered.Referrer,
        LandingPage = LandingPage ?? offered.LandingPage,
        Description = Description ?? offered.Description,
    };

    /// <summary>Cleans every field and names all that is wrong at once, by JSON property.</summary>
    internal Result<LeadDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var cleaned = CleanedWith(checks);
        if (cleaned.LastName is null && cleaned.Company is null) checks.Refuse("lastName", "A last name or a company is required.");
        return checks.Failed ? checks.ToError() : cleaned;
    }

    /// <summary>Equality by value, tags included.</summary>
    internal bool SameAs(LeadDetails other) =>
        Tags.SequenceEqual(other.Tags, StringComparer.Ordinal) && this with { Tags = [], PhoneCountry = "" } == other with { Tags = [], PhoneCountry = "" };

    private LeadDetails CleanedWith(FieldChecks checks)
    {
        var address = checks.Address("address", Address);
        return this with
        {
            FirstName = checks.Text("firstName", FirstName, NameMaxLength),
            LastName = checks.Text("lastName", LastName, NameMaxLength),
            Email = checks.Email("email", Email)?.Value,
            Phone = checks.Phone("phone", Phone, PhoneCountry, address.Country)?.Value,
            Company = checks.Text("company", Company, CompanyMaxLength),
            JobTitle = checks.Text("jobTitle", JobTitle, JobTitleMaxLength),
            Website = checks.Website("website", Website),
            Industry = checks.Text("industry", Industry, IndustryMaxLength),
            EmployeeCount = checks.NotNegative("employeeCount", EmployeeCount),
            AnnualRevenue = checks.Amount("annualRevenue", AnnualRevenue),
            Budget = checks.Amount("budget", Budget),
            Timeline = checks.Text("timeline", Timeline, TimelineMaxLength),
            Address = address,
            Source = checks.Known("source", Source),
            Rating = Rating is { } rating ? checks.Known("rating", rating) : null,
            Utm = checks.Campaign("utm", Utm),
            Referrer = checks.Text("referrer", Referrer, PageMaxLength),
            LandingPage = checks.Text("landingPage", LandingPage, PageMaxLength),
            Description = checks.Text("description", Description, DescriptionMaxLength),
            Tags = checks.Tags("tags", Tags),
            CustomFields = checks.CustomFields("customFields", CustomFields),
        };
    }
}
