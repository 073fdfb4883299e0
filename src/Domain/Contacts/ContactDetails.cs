using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>An e-mail address or phone number as given.</summary>
/// <param name="Value">The address or number.</param>
/// <param name="Label">What it is for: work, home, mobile ...</param>
/// <param name="Primary">The one to use; exactly one is, the first when none says so.</param>
public sealed record ContactPoint(string Value, string? Label = null, bool Primary = false)
{
    /// <summary>Longest label, in characters.</summary>
    public const int LabelMaxLength = 50;
}

/// <summary>The part a contact has in an account, as given.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Role">Its role there: decision maker, buyer ...</param>
/// <param name="Primary">The account's primary contact; an account has exactly one.</param>
public sealed record AccountPart(Guid AccountId, string? Role = null, bool Primary = false)
{
    /// <summary>Longest role, in characters.</summary>
    public const int RoleMaxLength = 100;
}

/// <summary>What a person types in, or a file brings, about a contact. Cleaned and checked by <see cref="Contact.Create"/> and <see cref="Contact.Change"/>.</summary>
public sealed record ContactDetails
{
    /// <summary>Longest first or last name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest job title, in characters.</summary>
    public const int JobTitleMaxLength = 100;

    /// <summary>Longest department, in characters.</summary>
    public const int DepartmentMaxLength = 100;

    /// <summary>Most e-mail addresses, and most phone numbers.</summary>
    public const int PointsMax = 20;

    /// <summary>Most accounts.</summary>
    public const int AccountsMax = 100;

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name; a name or an e-mail address is required.</summary>
    public string? LastName { get; init; }

    /// <summary>E-mail addresses.</summary>
    public IReadOnlyList<ContactPoint> Emails { get; init; } = [];

    /// <summary>Phone numbers in any spelling; kept as E.164.</summary>
    public IReadOnlyList<ContactPoint> Phones { get; init; } = [];

    /// <summary>Country (ISO 3166 alpha-2) of phone numbers written without country code.</summary>
    public string PhoneCountry { get; init; } = "SG";

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>The contact this one reports to.</summary>
    public Guid? ReportsToId { get; init; }

    /// <summary>Accounts.</summary>
    public IReadOnlyList<AccountPart> Accounts { get; init; } = [];

    /// <summary>Postal address; the country by code or name.</summary>
    public PostalAddress Address { get; init; } = PostalAddress.None;

    /// <summary>Must not be called.</summary>
    public bool DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public bool EmailOptOut { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public string CustomFields { get; init; } = "{}";

    /// <summary>These details with the shorthand of the API: one e-mail, one phone, one account, each used when its list is empty.</summary>
    public ContactDetails WithShorthand(string? email, string? phone, Guid? accountId) => this with
    {
        Emails = Emails.Count == 0 && !string.IsNullOrWhiteSpace(email) ? [new ContactPoint(email, null, true)] : Emails,
        Phones = Phones.Count == 0 && !string.IsNullOrWhiteSpace(phone) ? [new ContactPoint(phone, null, true)] : Phones,
        Accounts = Accounts.Count == 0 && accountId is { } id ? [new AccountPart(id)] : Accounts,
    };

    internal Result<ContactDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var address = checks.Address("address", Address);
        var cleaned = this with
        {
            FirstName = checks.Text("firstName", FirstName, NameMaxLength),
            LastName = checks.Text("lastName", LastName, NameMaxLength),
            Emails = Points("emails", Emails, checks, (field, text) => checks.Email(field, text)?.Value),
            Phones = Points("phones", Phones, checks, (field, text) => checks.Phone(field, text, PhoneCountry, address.Country)?.Value),
            JobTitle = checks.Text("jobTitle", JobTitle, JobTitleMaxLength),
            Department = checks.Text("department", Department, DepartmentMaxLength),
            Accounts = Parts(checks),
            Address = address,
            Tags = checks.Tags("tags", Tags),
            CustomFields = checks.CustomFields("customFields", CustomFields),
        };
        if (cleaned.FirstName is null && cleaned.LastName is null && cleaned.Emails.Count == 0) checks.Refuse("lastName", "A name or an e-mail address is required.");
        return checks.Failed ? checks.ToError() : cleaned;
    }

    internal bool SameAs(ContactDetails other) =>
        Tags.SequenceEqual(other.Tags, StringComparer.Ordinal) && Emails.SequenceEqual(other.Emails) && Phones.SequenceEqual(other.Phones) && Accounts.SequenceEqual(other.Accounts)
        && WithoutLists() == other.WithoutLists();

    private ContactDetails WithoutLists() => this with { Tags = [], Emails = [], Phones = [], Accounts = [], PhoneCountry = "" };

    private static List<ContactPoint> Points(string field, IReadOnlyList<ContactPoint> given, FieldChecks checks, Func<string, string, string?> parse)
    {
        if (given.Count > PointsMax) checks.Refuse(field, $"At most {PointsMax}.");
        if (given.Count(p => p.Primary) > 1) checks.Refuse(field, "Only one can be primary.");

        var points = new List<ContactPoint>();
        for (var i = 0; i < given.Count; i++)
        {
            var label = checks.Text($"{field}[{i}].label", given[i].Label, ContactPoint.LabelMaxLength);
            var value = parse($"{field}[{i}].value", given[i].Value);
            if (string.IsNullOrWhiteSpace(given[i].Value)) checks.Refuse($"{field}[{i}].value", "A value is required.");
            if (value is not null) points.Add(new ContactPoint(value, label, given[i].Primary));
        }

        return WithOnePrimary([.. points.OrderByDescending(p => p.Primary).DistinctBy(p => p.Value, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>The primary one comes first; the first is it when none says so.</summary>
    private static List<ContactPoint> WithOnePrimary(List<ContactPoint> points)
    {
        if (points.Count > 0) points[0] = points[0] with { Primary = true };
        return points;
    }

    private IReadOnlyList<AccountPart> Parts(FieldChecks checks)
    {
        if (Accounts.Count > AccountsMax) checks.Refuse("accounts", $"At most {AccountsMax}.");
        if (Accounts.DistinctBy(a => a.AccountId).Count() < Accounts.Count) checks.Refuse("accounts", "An account is given twice.");
        return [.. Accounts.Select((a, i) => a with { Role = checks.Text($"accounts[{i}].role", a.Role, AccountPart.RoleMaxLength) })];
    }
}
