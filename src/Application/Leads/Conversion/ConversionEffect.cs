using System.Globalization;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>What one field of a record gains by a conversion, in words for a person (rule L3).</summary>
/// <param name="Field">JSON property.</param>
/// <param name="Old">What it is; null for a blank and for a new record.</param>
/// <param name="New">What it becomes.</param>
public sealed record ConversionEffect(string Field, string? Old, string? New)
{
    internal static IReadOnlyList<ConversionEffect> Of(AccountDetails created) => Between([], Lines(created));

    internal static IReadOnlyList<ConversionEffect> Of(ContactDetails created) => Between([], Lines(created));

    internal static IReadOnlyList<ConversionEffect> Of(DealDetails created) => Between([], Lines(created));

    internal static IReadOnlyList<ConversionEffect> Between(AccountDetails before, AccountDetails after) => Between(Lines(before), Lines(after));

    internal static IReadOnlyList<ConversionEffect> Between(ContactDetails before, ContactDetails after) => Between(Lines(before), Lines(after));

    internal static IReadOnlyList<ConversionEffect> Between(DealDetails before, DealDetails after) => Between(Lines(before), Lines(after));

    private static IReadOnlyList<ConversionEffect> Between((string Field, string? Text)[] before, (string Field, string? Text)[] after) =>
    [
        .. from line in after
           let old = before.FirstOrDefault(b => b.Field == line.Field).Text
           where line.Text != old
           select new ConversionEffect(line.Field, old, line.Text),
    ];

    private static (string, string?)[] Lines(AccountDetails account) =>
    [
        ("name", account.Name), ("industry", account.Industry), ("employeeCount", account.EmployeeCount?.ToString(CultureInfo.InvariantCulture)), ("annualRevenue", account.AnnualRevenue?.ToString()),
        ("website", account.Website), ("phone", account.Phone), ("billingAddress", Text(account.BillingAddress)), ("tags", Text(account.Tags)), ("customFields", Text(account.CustomFields)),
    ];

    private static (string, string?)[] Lines(ContactDetails contact) =>
    [
        ("firstName", contact.FirstName), ("lastName", contact.LastName), ("emails", Text(contact.Emails.Select(e => e.Value))), ("phones", Text(contact.Phones.Select(p => p.Value))),
        ("jobTitle", contact.JobTitle), ("address", Text(contact.Address)), ("doNotCall", Text(contact.DoNotCall)), ("emailOptOut", Text(contact.EmailOptOut)),
        ("tags", Text(contact.Tags)), ("customFields", Text(contact.CustomFields)),
    ];

    private static (string, string?)[] Lines(DealDetails deal) =>
    [
        ("name", deal.Name), ("amount", deal.Amount?.ToString()),
        ("closeDate", deal.CloseDate?.ToString("O", CultureInfo.InvariantCulture)), ("tags", Text(deal.Tags)),
    ];

    private static string? Text(bool yes) => yes ? "true" : null;

    private static string? Text(string customFields) => customFields is "{}" ? null : customFields;

    private static string? Text(IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } text ? text : null;

    private static string? Text(PostalAddress address) =>
        Text(new[] { address.Line1, address.Line2, address.PostalCode, address.City, address.State, address.Country }.OfType<string>());
}
