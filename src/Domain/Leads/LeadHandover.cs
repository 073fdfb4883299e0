using System.Globalization;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Domain.Leads;

/// <summary>A value of the lead that an existing record did not take, because it has another one (rule L6).</summary>
/// <param name="Target"><c>account</c> or <c>contact</c>.</param>
/// <param name="Field">JSON property of the target.</param>
/// <param name="Kept">What the record keeps.</param>
/// <param name="Offered">What the lead would have given.</param>
public sealed record SkippedConflict(string Target, string Field, string Kept, string Offered);

/// <summary>The details of a record with its blanks filled, and what it did not take.</summary>
public sealed record Handover<TDetails>(TDetails Details, IReadOnlyList<SkippedConflict> Skipped);

/// <summary>What a lead gives to the records it is converted into. Nothing here writes.</summary>
public static class LeadHandover
{
    /// <summary>The account a lead makes; a lead without company gives its own name.</summary>
    public static AccountDetails NewAccount(Lead lead) => new()
    {
        Name = lead.Company ?? lead.FullName,
        Industry = lead.Industry,
        EmployeeCount = lead.EmployeeCount,
        AnnualRevenue = lead.AnnualRevenue,
        Website = lead.Website,
        Phone = lead.Phone,
        BillingAddress = lead.Address,
        Tags = lead.Tags,
        CustomFields = lead.CustomFields,
    };

    /// <summary>The contact a lead makes; a lead without name gives its company as family name.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="account">The account the contact belongs to, or null.</param>
    /// <param name="primary">True when it is to be the account's primary contact.</param>
    public static ContactDetails NewContact(Lead lead, Guid? account, bool primary) => new()
    {
        FirstName = lead.FirstName,
        LastName = lead.LastName ?? (lead.FirstName is null ? Cut(lead.FullName, ContactDetails.NameMaxLength) : null),
        Emails = lead.Email is { } email ? [new ContactPoint(email, null, true)] : [],
        Phones = lead.Phone is { } phone ? [new ContactPoint(phone, null, true)] : [],
        JobTitle = lead.JobTitle,
        Accounts = account is { } id ? [new AccountPart(id, null, primary)] : [],
        Address = lead.Address,
        DoNotCall = lead.DoNotCall,
        EmailOptOut = lead.EmailOptOut,
        Tags = lead.Tags,
        CustomFields = lead.CustomFields,
    };

    /// <summary>The deal a lead makes, worth its budget.</summary>
    public static DealDetails NewDeal(Lead lead, Guid? account, Guid? contact) => new()
    {
        Name = Cut(lead.Company ?? lead.FullName, DealDetails.NameMaxLength),
        AccountId = account,
        Contacts = contact is { } id ? [new DealPart(id)] : [],
        Amount = lead.Budget,
        Tags = lead.Tags,
    };

    /// <summary>Fills blanks of an existing account.</summary>
    public static Handover<AccountDetails> Into(AccountDetails account, Lead lead)
    {
        var blanks = new Blanks("account");
        var filled = account with
        {
            Industry = blanks.Fill("industry", account.Industry, lead.Industry),
            EmployeeCount = blanks.Fill("employeeCount", account.EmployeeCount, lead.EmployeeCount),
            AnnualRevenue = blanks.Fill("annualRevenue", account.AnnualRevenue, lead.AnnualRevenue),
            Website = blanks.Fill("website", account.Website, lead.Website),
            Phone = blanks.Fill("phone", account.Phone, lead.Phone),
            BillingAddress = blanks.Fill("billingAddress", account.BillingAddress, lead.Address),
            Tags = Pooled(account.Tags, lead.Tags),
            CustomFields = CustomFieldValues.FillBlanks(account.CustomFields, lead.CustomFields),
        };
        return new Handover<AccountDetails>(filled, blanks.Skipped);
    }

    /// <summary>Fills blanks of an existing contact. Refusals to be called or mailed are taken over: the stricter wish holds.</summary>
    public static Handover<ContactDetails> Into(ContactDetails contact, Lead lead)
    {
        var blanks = new Blanks("contact");
        var filled = contact with
        {
            FirstName = blanks.Fill("firstName", contact.FirstName, lead.FirstName),
            LastName = blanks.Fill("lastName", contact.LastName, lead.LastName),
            Emails = blanks.Fill("emails", contact.Emails, lead.Email),
            Phones = blanks.Fill("phones", contact.Phones, lead.Phone),
            JobTitle = blanks.Fill("jobTitle", contact.JobTitle, lead.JobTitle),
            Address = blanks.Fill("address", contact.Address, lead.Address),
            DoNotCall = contact.DoNotCall || lead.DoNotCall,
            EmailOptOut = contact.EmailOptOut || lead.EmailOptOut,
            Tags = Pooled(contact.Tags, lead.Tags),
            CustomFields = CustomFieldValues.FillBlanks(contact.CustomFields, lead.CustomFields),
        };
        return new Handover<ContactDetails>(filled, blanks.Skipped);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    /// <summary>Tags of both, as many as a record may have.</summary>
    private static IReadOnlyList<string> Pooled(IReadOnlyList<string> kept, IReadOnlyList<string> offered) =>
        [.. CrmRecord.CleanTags(kept.Concat(offered)).Take(Math.Max(kept.Count, CrmRecord.TagsMax))];

    private sealed class Blanks(string target)
    {
        private readonly List<SkippedConflict> _skipped = [];

        public IReadOnlyList<SkippedConflict> Skipped => _skipped;

        public string? Fill(string field, string? kept, string? offered) => kept is null ? offered : Keep(field, kept, kept, offered);

        public int? Fill(string field, int? kept, int? offered) => kept is null ? offered : Keep(field, kept, Text(kept), offered is null ? null : Text(offered));

        public Money? Fill(string field, Money? kept, Money? offered) => kept is null ? offered : Keep(field, kept, kept.ToString(), offered?.ToString());

        /// <summary>An address is filled as a whole: parts of two make a third that nobody lives at.</summary>
        public PostalAddress Fill(string field, PostalAddress kept, PostalAddress offered) =>
            kept.IsEmpty ? offered : Keep(field, kept, Text(kept), offered.IsEmpty ? null : Text(offered));

        public IReadOnlyList<ContactPoint> Fill(string field, IReadOnlyList<ContactPoint> kept, string? offered)
        {
            if (offered is null || kept.Any(p => string.Equals(p.Value, offered, StringComparison.OrdinalIgnoreCase))) return kept;
            return kept.Count == 0 ? [new ContactPoint(offered, null, true)] : Keep(field, kept, string.Join(", ", kept.Select(p => p.Value)), offered);
        }

        private T Keep<T>(string field, T value, string kept, string? offered)
        {
            if (offered is not null && !string.Equals(kept, offered, StringComparison.OrdinalIgnoreCase)) _skipped.Add(new SkippedConflict(target, field, kept, offered));
            return value;
        }

        private static string Text(int? number) => number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);

        private static string Text(PostalAddress a) =>
            string.Join(", ", new[] { a.Line1, a.Line2, a.PostalCode, a.City, a.State, a.Country }.Where(part => part is not null));
    }
}
