using System.Globalization;
using NexusCrm.Application.Leads;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>One field of the form: how it is said, compared, and put into a change. One list serves saving only what was changed and settling what two people changed.</summary>
/// <param name="Label">Words for a person.</param>
/// <param name="Text">Its value in words; equal words are equal values.</param>
/// <param name="Copy">Takes the value from another form into this one.</param>
/// <param name="Patch">Puts the value into a change.</param>
internal sealed record LeadDraftField(string Label, Func<LeadDraft, string> Text, Action<LeadDraft, LeadDraft> Copy, Func<LeadPatch, LeadDraft, LeadPatch> Patch)
{
    /// <summary>Every field that an edit can change.</summary>
    public static IReadOnlyList<LeadDraftField> All { get; } =
    [
        Of("First name", f => f.FirstName, (f, v) => f.FirstName = v, (p, f) => p with { FirstName = f.FirstName }),
        Of("Last name", f => f.LastName, (f, v) => f.LastName = v, (p, f) => p with { LastName = f.LastName }),
        Of("E-mail", f => f.Email, (f, v) => f.Email = v, (p, f) => p with { Email = f.Email }),
        Of("Phone", f => f.Phone, (f, v) => f.Phone = v, (p, f) => p with { Phone = f.Phone }),
        Of("Job title", f => f.JobTitle, (f, v) => f.JobTitle = v, (p, f) => p with { JobTitle = f.JobTitle }),
        new("Do not call", f => YesNo(f.DoNotCall), (f, o) => f.DoNotCall = o.DoNotCall, (p, f) => p with { DoNotCall = f.DoNotCall }),
        new("E-mail opt-out", f => YesNo(f.EmailOptOut), (f, o) => f.EmailOptOut = o.EmailOptOut, (p, f) => p with { EmailOptOut = f.EmailOptOut }),
        Of("Company", f => f.Company, (f, v) => f.Company = v, (p, f) => p with { Company = f.Company }),
        Of("Website", f => f.Website, (f, v) => f.Website = v, (p, f) => p with { Website = f.Website }),
        Of("Industry", f => f.Industry, (f, v) => f.Industry = v, (p, f) => p with { Industry = f.Industry }),
        new("Employees", f => f.EmployeeCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "", (f, o) => f.EmployeeCount = o.EmployeeCount, (p, f) => p with { EmployeeCount = f.EmployeeCount }),
        new("Annual revenue", f => Said(f.AnnualRevenue, f.AnnualRevenueCurrency), (f, o) => (f.AnnualRevenue, f.AnnualRevenueCurrency) = (o.AnnualRevenue, o.AnnualRevenueCurrency),
            (p, f) => p with { AnnualRevenue = LeadDraft.Amount(f.AnnualRevenue, f.AnnualRevenueCurrency) }),
        new("Source", f => LeadChoices.Word(f.Source), (f, o) => f.Source = o.Source, (p, f) => p with { Source = f.Source }),
        new("Rating", f => f.Rating is { } rating ? LeadChoices.Word(rating) : "", (f, o) => f.Rating = o.Rating, (p, f) => p with { Rating = f.Rating }),
        new("Budget", f => Said(f.Budget, f.BudgetCurrency), (f, o) => (f.Budget, f.BudgetCurrency) = (o.Budget, o.BudgetCurrency), (p, f) => p with { Budget = LeadDraft.Amount(f.Budget, f.BudgetCurrency) }),
        Of("Timeline", f => f.Timeline, (f, v) => f.Timeline = v, (p, f) => p with { Timeline = f.Timeline }),
        Of("Description", f => f.Description, (f, v) => f.Description = v, (p, f) => p with { Description = f.Description }),
        new("Tags", f => string.Join(", ", f.Tags), (f, o) => f.Tags = o.Tags, (p, f) => p with { Tags = new(f.Tags) }),
        Of("Street", f => f.Address.Line1, (f, v) => f.Address.Line1 = v, (p, f) => p with { Address = AddressOf(p) with { Line1 = f.Address.Line1 } }),
        Of("Address line 2", f => f.Address.Line2, (f, v) => f.Address.Line2 = v, (p, f) => p with { Address = AddressOf(p) with { Line2 = f.Address.Line2 } }),
        Of("City", f => f.Address.City, (f, v) => f.Address.City = v, (p, f) => p with { Address = AddressOf(p) with { City = f.Address.City } }),
        Of("State", f => f.Address.State, (f, v) => f.Address.State = v, (p, f) => p with { Address = AddressOf(p) with { State = f.Address.State } }),
        Of("Postal code", f => f.Address.PostalCode, (f, v) => f.Address.PostalCode = v, (p, f) => p with { Address = AddressOf(p) with { PostalCode = f.Address.PostalCode } }),
        new("Country", f => CountryChoices.NameOf(f.Address.Country) ?? "", (f, o) => f.Address.Country = o.Address.Country, (p, f) => p with { Address = AddressOf(p) with { Country = f.Address.Country } }),
        Of("UTM source", f => f.Utm.Source, (f, v) => f.Utm.Source = v, (p, f) => p with { Utm = UtmOf(p) with { Source = f.Utm.Source } }),
        Of("UTM medium", f => f.Utm.Medium, (f, v) => f.Utm.Medium = v, (p, f) => p with { Utm = UtmOf(p) with { Medium = f.Utm.Medium } }),
        Of("UTM campaign", f => f.Utm.Campaign, (f, v) => f.Utm.Campaign = v, (p, f) => p with { Utm = UtmOf(p) with { Campaign = f.Utm.Campaign } }),
        Of("UTM term", f => f.Utm.Term, (f, v) => f.Utm.Term = v, (p, f) => p with { Utm = UtmOf(p) with { Term = f.Utm.Term } }),
        Of("UTM content", f => f.Utm.Content, (f, v) => f.Utm.Content = v, (p, f) => p with { Utm = UtmOf(p) with { Content = f.Utm.Content } }),
        Of("Referrer", f => f.Referrer, (f, v) => f.Referrer = v, (p, f) => p with { Referrer = f.Referrer }),
        Of("Landing page", f => f.LandingPage, (f, v) => f.LandingPage = v, (p, f) => p with { LandingPage = f.LandingPage }),
    ];

    /// <summary>The fields in which two forms differ.</summary>
    public static IReadOnlyList<LeadDraftField> Changed(LeadDraft from, LeadDraft to) => [.. All.Where(field => !field.Same(from, to))];

    /// <summary>A change of these fields to what a form says.</summary>
    public static LeadPatch PatchOf(IEnumerable<LeadDraftField> fields, LeadDraft form) => fields.Aggregate(new LeadPatch(), (patch, field) => field.Patch(patch, form));

    /// <summary>Whether two forms say the same in this field.</summary>
    public bool Same(LeadDraft one, LeadDraft other) => string.Equals(Text(one), Text(other), StringComparison.Ordinal);

    private static LeadDraftField Of(string label, Func<LeadDraft, string?> get, Action<LeadDraft, string?> set, Func<LeadPatch, LeadDraft, LeadPatch> patch) =>
        new(label, form => get(form)?.Trim() ?? "", (form, other) => set(form, get(other)), patch);

    private static string Said(decimal? amount, string currency) => amount is { } value ? string.Create(CultureInfo.InvariantCulture, $"{currency} {value:N2}") : "";

    private static string YesNo(bool value) => value ? "Yes" : "No";

    private static AddressPatch AddressOf(LeadPatch patch) => patch.Address.Or(null) ?? new AddressPatch();

    private static UtmPatch UtmOf(LeadPatch patch) => patch.Utm.Or(null) ?? new UtmPatch();
}
