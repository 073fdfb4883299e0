using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>Somebody, or a company, who may become a customer.</summary>
public sealed partial class Lead : CrmRecord
{
    /// <summary>Longest full name: both names and a space, or a company.</summary>
    public const int FullNameMaxLength = (2 * LeadDetails.NameMaxLength) + 1;

    private Lead()
    {
    }

    private Lead(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>Given name.</summary>
    public string? FirstName { get; private set; }

    /// <summary>Family name.</summary>
    public string? LastName { get; private set; }

    /// <summary>"First Last", or the company where no name is known; never empty.</summary>
    public string FullName { get; private set; } = "";

    /// <summary>E-mail address as typed.</summary>
    public string? Email { get; private set; }

    /// <summary>E-mail address as compared.</summary>
    public string? NormalizedEmail { get; private set; }

    /// <summary>Registrable domain of a work address; null for free mail (rule L5).</summary>
    public string? EmailDomain { get; private set; }

    /// <summary>Telephone number, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>Company as typed.</summary>
    public string? Company { get; private set; }

    /// <summary>Company as compared: without legal form, punctuation and case.</summary>
    public string? NormalizedCompany { get; private set; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; private set; }

    /// <summary>Website with scheme.</summary>
    public string? Website { get; private set; }

    /// <summary>Industry.</summary>
    public string? Industry { get; private set; }

    /// <summary>Number of employees.</summary>
    public int? EmployeeCount { get; private set; }

    /// <summary>Annual revenue of the company.</summary>
    public Money? AnnualRevenue { get; private set; }

    /// <summary>What the lead can spend.</summary>
    public Money? Budget { get; private set; }

    /// <summary>When the lead wants to decide, in words.</summary>
    public string? Timeline { get; private set; }

    /// <summary>Postal address.</summary>
    public PostalAddress Address { get; private set; } = PostalAddress.None;

    /// <summary>Where the lead came from.</summary>
    public LeadSource Source { get; private set; }

    /// <summary>How promising a person thinks it is.</summary>
    public LeadRating? Rating { get; private set; }

    /// <summary>Campaign parameters of the first touch.</summary>
    public Utm Utm { get; private set; } = Utm.None;

    /// <summary>The page that led to the landing page.</summary>
    public string? Referrer { get; private set; }

    /// <summary>The first page seen.</summary>
    public string? LandingPage { get; private set; }

    /// <summary>Free text.</summary>
    public string? Description { get; private set; }

    /// <summary>Must not be called.</summary>
    public bool DoNotCall { get; private set; }

    /// <summary>Must not be mailed.</summary>
    public bool EmailOptOut { get; private set; }

    /// <summary>Adds a lead. Everything wrong with the details is named in one refusal.</summary>
    public static Result<Lead> Create(Guid organizationId, LeadDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var lead = new Lead(organizationId, at, by);
        lead.Apply(cleaned.Value);
        lead.Raise(new LeadCreated(organizationId, lead.Id, lead.Source));
        return lead;
    }

    /// <summary>Replaces the details; nothing happens when they are the same. Refused on a converted lead (rule L10).</summary>
    public Result<Done> Change(LeadDetails details, DateTimeOffset at, Guid? by)
    {
        if (Status is LeadStatus.Converted) return LeadErrors.ConvertedIsReadOnly;
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        if (cleaned.Value.SameAs(Details())) return Done.Value;

        Apply(cleaned.Value);
        Touch(at, by);
        Raise(new LeadChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>The details as they are, to change some of them: <c>lead.Change(lead.Details() with { ... })</c>.</summary>
    public LeadDetails Details() => new()
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
        Rating = Rating,
        Utm = Utm,
        Referrer = Referrer,
        LandingPage = LandingPage,
        Description = Description,
        Tags = Tags,
        DoNotCall = DoNotCall,
        EmailOptOut = EmailOptOut,
        CustomFields = CustomFields,
    };

    /// <inheritdoc />
    public override Result<Done> ChangeTags(IEnumerable<string> add, IEnumerable<string> remove, DateTimeOffset at, Guid? by) =>
        Status is LeadStatus.Converted ? LeadErrors.ConvertedIsReadOnly : base.ChangeTags(add, remove, at, by);

    /// <inheritdoc />
    public override void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        base.Delete(at, by);
        Raise(new LeadDeleted(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        base.Restore(at, by);
        Raise(new LeadRestored(OrganizationId, Id));
    }

    /// <inheritdoc />
    protected override IDomainEvent Changed() => new LeadChanged(OrganizationId, Id);

    private void Apply(LeadDetails details)
    {
        (FirstName, LastName, JobTitle) = (details.FirstName, details.LastName, details.JobTitle);
        ApplyEmail(details.Email);
        Phone = details.Phone;
        (Company, NormalizedCompany) = (details.Company, CompanyName.Normalize(details.Company));
        (Website, Industry, EmployeeCount) = (details.Website, details.Industry, details.EmployeeCount);
        (AnnualRevenue, Budget, Timeline) = (details.AnnualRevenue, details.Budget, details.Timeline);
        Address = details.Address;
        (Source, Rating) = (details.Source, details.Rating);
        (Utm, Referrer, LandingPage) = (details.Utm, details.Referrer, details.LandingPage);
        (Description, Tags, CustomFields) = (details.Description, details.Tags, details.CustomFields);
        (DoNotCall, EmailOptOut) = (details.DoNotCall, details.EmailOptOut);
        var name = string.Join(' ', new[] { FirstName, LastName }.Where(n => n is not null));
        FullName = name.Length > 0 ? name : Company ?? "";
    }

    private void ApplyEmail(string? email)
    {
        var address = email is null ? null : EmailAddress.Parse(email).Value;
        (Email, NormalizedEmail, EmailDomain) = (address?.Value, address?.Normalized, address?.WorkDomain);
    }
}
