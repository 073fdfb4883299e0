using System.Text.RegularExpressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Accounts;

/// <summary>What a company is to the organization.</summary>
public enum AccountType
{
    /// <summary>May become a customer.</summary>
    Prospect,

    /// <summary>Buys.</summary>
    Customer,

    /// <summary>Sells with the organization.</summary>
    Partner,

    /// <summary>Sells to the organization.</summary>
    Supplier,

    /// <summary>None of the others.</summary>
    Other,
}

/// <summary>What a person types in, or a file brings, about an account. Cleaned and checked by <see cref="Account.Create"/> and <see cref="Account.Change"/>.</summary>
public sealed partial record AccountDetails
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = CompanyName.MaxLength;

    /// <summary>Longest industry, in characters.</summary>
    public const int IndustryMaxLength = 100;

    /// <summary>Longest Peppol participant id (<c>0195:SGUEN202400001N</c>), in characters.</summary>
    public const int PeppolIdMaxLength = 60;

    /// <summary>Longest payment terms, in days.</summary>
    public const int PaymentTermsDaysMax = 365;

    /// <summary>Name; required.</summary>
    public string? Name { get; init; }

    /// <summary>Singapore UEN.</summary>
    public string? Uen { get; init; }

    /// <summary>GST registration number.</summary>
    public string? GstNumber { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>What the company is to the organization.</summary>
    public AccountType Type { get; init; } = AccountType.Prospect;

    /// <summary>Number of employees, not negative.</summary>
    public int? EmployeeCount { get; init; }

    /// <summary>Annual revenue.</summary>
    public Money? AnnualRevenue { get; init; }

    /// <summary>Website, http or https; the scheme may be left out.</summary>
    public string? Website { get; init; }

    /// <summary>Telephone number in any spelling; kept as E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>Country (ISO 3166 alpha-2) of a phone number written without country code.</summary>
    public string PhoneCountry { get; init; } = "SG";

    /// <summary>Where invoices go.</summary>
    public PostalAddress BillingAddress { get; init; } = PostalAddress.None;

    /// <summary>Where goods go.</summary>
    public PostalAddress ShippingAddress { get; init; } = PostalAddress.None;

    /// <summary>Days until an invoice is due, 0 to 365; null takes the organization's default.</summary>
    public int? PaymentTermsDays { get; init; }

    /// <summary>Currency of its invoices (ISO 4217); null takes the organization's.</summary>
    public string? Currency { get; init; }

    /// <summary>Peppol participant id: scheme and value.</summary>
    public string? PeppolId { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public string CustomFields { get; init; } = "{}";

    internal Result<AccountDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var cleaned = CleanedWith(checks);
        if (cleaned.PaymentTermsDays > PaymentTermsDaysMax) checks.Refuse("paymentTermsDays", $"At most {PaymentTermsDaysMax} days.");
        if (cleaned.Currency is not null && !Money.Currencies.Contains(cleaned.Currency)) checks.Refuse("currency", "This is not a currency code.");
        if (cleaned.PeppolId is not null && !Participant().IsMatch(cleaned.PeppolId)) checks.Refuse("peppolId", "This is not a Peppol participant id.");
        return checks.Failed ? checks.ToError() : cleaned;
    }

    internal bool SameAs(AccountDetails other) =>
        Tags.SequenceEqual(other.Tags, StringComparer.Ordinal) && this with { Tags = [], PhoneCountry = "" } == other with { Tags = [], PhoneCountry = "" };

    private AccountDetails CleanedWith(FieldChecks checks)
    {
        var billing = checks.Address("billingAddress", BillingAddress);
        return this with
        {
            Name = checks.Required("name", Name, NameMaxLength),
            Uen = string.IsNullOrWhiteSpace(Uen) ? null : checks.Parsed("uen", Common.Uen.Parse(Uen))?.Value,
            GstNumber = string.IsNullOrWhiteSpace(GstNumber) ? null : checks.Parsed("gstNumber", Common.GstNumber.Parse(GstNumber))?.Value,
            Industry = checks.Text("industry", Industry, IndustryMaxLength),
            Type = checks.Known("type", Type),
            EmployeeCount = checks.NotNegative("employeeCount", EmployeeCount),
            AnnualRevenue = checks.Amount("annualRevenue", AnnualRevenue),
            Website = checks.Website("website", Website),
            Phone = checks.Phone("phone", Phone, PhoneCountry, billing.Country)?.Value,
            BillingAddress = billing,
            ShippingAddress = checks.Address("shippingAddress", ShippingAddress),
            PaymentTermsDays = checks.NotNegative("paymentTermsDays", PaymentTermsDays),
            Currency = checks.Text("currency", Currency, Money.CurrencyLength)?.ToUpperInvariant(),
            PeppolId = checks.Text("peppolId", PeppolId, PeppolIdMaxLength),
            Tags = checks.Tags("tags", Tags),
            CustomFields = checks.CustomFields("customFields", CustomFields),
        };
    }

    [GeneratedRegex(@"^[0-9]{4}:[A-Za-z0-9.\-_]{1,50}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Participant();
}
