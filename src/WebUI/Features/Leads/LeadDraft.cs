using NexusCrm.Application.Leads;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>What a person edits of a lead. Properties are named as the use cases name the fields, so that their refusals find them.</summary>
public sealed class LeadDraft
{
    private const string HomeCurrency = "SGD";

    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? JobTitle { get; set; }
    public bool DoNotCall { get; set; }
    public bool EmailOptOut { get; set; }
    public string? Company { get; set; }
    public string? Website { get; set; }
    public string? Industry { get; set; }
    public int? EmployeeCount { get; set; }
    public decimal? AnnualRevenue { get; set; }
    public string? AnnualRevenueCurrency { get; set; } = HomeCurrency;
    public LeadSource Source { get; set; } = LeadSource.Other;
    public LeadRating? Rating { get; set; }
    public decimal? Budget { get; set; }
    public string? BudgetCurrency { get; set; } = HomeCurrency;
    public string? Timeline { get; set; }
    public string? Description { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];
    public AddressDraft Address { get; } = new();
    public LeadUtmDraft Utm { get; } = new();
    public string? Referrer { get; set; }
    public string? LandingPage { get; set; }

    /// <summary>Owner of a new lead; null lets the assignment rules choose. Later, assigning is an action of its own.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The draft filled with what is stored.</summary>
    public static LeadDraft Of(LeadRecord lead)
    {
        var draft = new LeadDraft
        {
            FirstName = lead.FirstName,
            LastName = lead.LastName,
            Email = lead.Email,
            Phone = lead.Phone,
            JobTitle = lead.JobTitle,
            DoNotCall = lead.DoNotCall,
            EmailOptOut = lead.EmailOptOut,
            Company = lead.Company,
            Website = lead.Website,
            Industry = lead.Industry,
            EmployeeCount = lead.EmployeeCount,
            AnnualRevenue = lead.AnnualRevenue?.Amount,
            AnnualRevenueCurrency = lead.AnnualRevenue?.Currency ?? HomeCurrency,
            Source = lead.Source,
            Rating = lead.Rating,
            Budget = lead.Budget?.Amount,
            BudgetCurrency = lead.Budget?.Currency ?? HomeCurrency,
            Timeline = lead.Timeline,
            Description = lead.Description,
            Tags = lead.Tags,
            Referrer = lead.Referrer,
            LandingPage = lead.LandingPage,
        };
        draft.Address.Take(lead.Address);
        draft.Utm.Take(lead.Utm);
        return draft;
    }

    /// <summary>What a new lead begins with.</summary>
    public LeadDetails ToDetails() => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Email = Email,
        Phone = Phone,
        JobTitle = JobTitle,
        DoNotCall = DoNotCall,
        EmailOptOut = EmailOptOut,
        Company = Company,
        Website = Website,
        Industry = Industry,
        EmployeeCount = EmployeeCount,
        AnnualRevenue = Money(AnnualRevenue, AnnualRevenueCurrency),
        Source = Source,
        Rating = Rating,
        Budget = Money(Budget, BudgetCurrency),
        Timeline = Timeline,
        Description = Description,
        Tags = Tags,
        Address = Address.ToAddress(),
        Utm = Utm.ToUtm(),
        Referrer = Referrer,
        LandingPage = LandingPage,
    };

    /// <summary>An amount with its currency.</summary>
    internal static Money? Money(decimal? amount, string? currency) => amount is { } value ? new Money(value, currency ?? HomeCurrency) : null;
}

/// <summary>The campaign parameters within a <see cref="LeadDraft"/>.</summary>
public sealed class LeadUtmDraft
{
    public string? Source { get; set; }
    public string? Medium { get; set; }
    public string? Campaign { get; set; }
    public string? Term { get; set; }
    public string? Content { get; set; }

    internal void Take(Utm utm) => (Source, Medium, Campaign, Term, Content) = (utm.Source, utm.Medium, utm.Campaign, utm.Term, utm.Content);

    internal Utm ToUtm() => new(Source, Medium, Campaign, Term, Content);

    internal UtmPatch ToPatch() => new() { Source = Source, Medium = Medium, Campaign = Campaign, Term = Term, Content = Content };

    internal string ToText() => string.Join(", ", new[] { Source, Medium, Campaign, Term, Content }.Select(part => part?.Trim()).Where(part => !string.IsNullOrEmpty(part)));
}
