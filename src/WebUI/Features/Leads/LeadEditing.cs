using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>How leads are edited, field by field. Owner and status are actions of their own.</summary>
internal static class LeadEditing
{
    private static readonly DraftField<LeadDraft, LeadPatch>[] Fields =
    [
        Of("First name", d => d.FirstName, (d, v) => d.FirstName = v, (p, d) => p with { FirstName = d.FirstName }),
        Of("Last name", d => d.LastName, (d, v) => d.LastName = v, (p, d) => p with { LastName = d.LastName }),
        Of("E-mail", d => d.Email, (d, v) => d.Email = v, (p, d) => p with { Email = d.Email }),
        Of("Phone", d => d.Phone, (d, v) => d.Phone = v, (p, d) => p with { Phone = d.Phone }),
        Of("Job title", d => d.JobTitle, (d, v) => d.JobTitle = v, (p, d) => p with { JobTitle = d.JobTitle }),
        new("Do not call", d => DraftWords.YesNo(d.DoNotCall), (d, o) => d.DoNotCall = o.DoNotCall, (p, d) => p with { DoNotCall = d.DoNotCall }),
        new("E-mail opt-out", d => DraftWords.YesNo(d.EmailOptOut), (d, o) => d.EmailOptOut = o.EmailOptOut, (p, d) => p with { EmailOptOut = d.EmailOptOut }),
        Of("Company", d => d.Company, (d, v) => d.Company = v, (p, d) => p with { Company = d.Company }),
        Of("Website", d => d.Website, (d, v) => d.Website = v, (p, d) => p with { Website = d.Website }),
        Of("Industry", d => d.Industry, (d, v) => d.Industry = v, (p, d) => p with { Industry = d.Industry }),
        new("Employees", d => DraftWords.Number(d.EmployeeCount), (d, o) => d.EmployeeCount = o.EmployeeCount, (p, d) => p with { EmployeeCount = d.EmployeeCount }),
        new("Annual revenue", d => DraftWords.Amount(d.AnnualRevenue, d.AnnualRevenueCurrency), (d, o) => (d.AnnualRevenue, d.AnnualRevenueCurrency) = (o.AnnualRevenue, o.AnnualRevenueCurrency),
            (p, d) => p with { AnnualRevenue = LeadDraft.Money(d.AnnualRevenue, d.AnnualRevenueCurrency) }),
        new("Source", d => EnumChoices.Word(d.Source), (d, o) => d.Source = o.Source, (p, d) => p with { Source = d.Source }),
        new("Rating", d => d.Rating is { } rating ? EnumChoices.Word(rating) : "", (d, o) => d.Rating = o.Rating, (p, d) => p with { Rating = d.Rating }),
        new("Budget", d => DraftWords.Amount(d.Budget, d.BudgetCurrency), (d, o) => (d.Budget, d.BudgetCurrency) = (o.Budget, o.BudgetCurrency),
            (p, d) => p with { Budget = LeadDraft.Money(d.Budget, d.BudgetCurrency) }),
        Of("Timeline", d => d.Timeline, (d, v) => d.Timeline = v, (p, d) => p with { Timeline = d.Timeline }),
        Of("Description", d => d.Description, (d, v) => d.Description = v, (p, d) => p with { Description = d.Description }),
        new("Tags", d => string.Join(", ", d.Tags), (d, o) => d.Tags = o.Tags, (p, d) => p with { Tags = new(d.Tags) }),
        new("Address", d => d.Address.ToText(), (d, o) => d.Address.Take(o.Address.ToAddress()), (p, d) => p with { Address = AddressOf(d.Address) }),
        new("Campaign", d => d.Utm.ToText(), (d, o) => d.Utm.Take(o.Utm.ToUtm()), (p, d) => p with { Utm = d.Utm.ToPatch() }),
        Of("Referrer", d => d.Referrer, (d, v) => d.Referrer = v, (p, d) => p with { Referrer = d.Referrer }),
        Of("Landing page", d => d.LandingPage, (d, v) => d.LandingPage = v, (p, d) => p with { LandingPage = d.LandingPage }),
    ];

    /// <summary>The editing of one lead.</summary>
    public static RecordEditing<LeadRecord, LeadDraft, LeadPatch> Of(IUseCases useCases, Guid id) => new(
        Fields, LeadDraft.Of, lead => lead.Version, (patch, version) => useCases.Send(new UpdateLeadCommand(id, patch, version)), () => useCases.Send(new GetLeadQuery(id)));

    private static DraftField<LeadDraft, LeadPatch> Of(string label, Func<LeadDraft, string?> get, Action<LeadDraft, string?> set, Func<LeadPatch, LeadDraft, LeadPatch> patch) =>
        new(label, draft => DraftWords.Text(get(draft)), (draft, other) => set(draft, get(other)), patch);

    private static AddressPatch AddressOf(AddressDraft draft) => new()
    {
        Line1 = draft.Line1,
        Line2 = draft.Line2,
        City = draft.City,
        State = draft.State,
        PostalCode = draft.PostalCode,
        Country = draft.Country,
    };
}
