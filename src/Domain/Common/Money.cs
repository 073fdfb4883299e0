using System.Globalization;

namespace NexusCrm.Domain.Common;

/// <summary>An amount in a currency, exact to the minor unit. Never binary floating point (rule G1).</summary>
/// <param name="Amount">The amount, at most two decimals (as many as the currency has), up to 16 digits before the point.</param>
/// <param name="Currency">ISO 4217 code in capitals.</param>
public sealed record Money(decimal Amount, string Currency)
{
    /// <summary>Length of a currency code.</summary>
    public const int CurrencyLength = 3;

    /// <summary>Largest amount, exclusive: what <c>numeric(18,2)</c> holds.</summary>
    public const decimal Limit = 10_000_000_000_000_000m;

    /// <summary>The currencies a deal or budget may be in.</summary>
    public static IReadOnlySet<string> Currencies { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "SGD", "USD", "EUR", "GBP", "AUD", "NZD", "JPY", "CNY", "HKD", "TWD", "KRW", "INR", "IDR", "MYR", "THB", "PHP", "VND", "CHF", "CAD", "AED",
        "SAR", "BND", "MMK", "KHR", "LAK", "LKR", "BDT", "PKR", "NPR", "SEK", "NOK", "DKK", "PLN", "CZK", "ZAR", "BRL", "MXN", "TRY", "ILS",
    };

    /// <summary>A checked amount: known currency, not negative, no more decimals than the currency has.</summary>
    public static Result<Money> Of(decimal amount, string currency)
    {
        var code = currency.Trim().ToUpperInvariant();
        if (!Currencies.Contains(code)) return Error.Malformed("unknown_currency", $"'{currency}' is not a currency code.");
        if (amount < 0) return Error.Malformed("negative_amount", "An amount cannot be negative.");
        if (amount >= Limit) return Error.Malformed("amount_too_large", "The amount is too large.");
        if (decimal.Round(amount, Decimals(code)) != amount) return Error.Malformed("too_many_decimals", $"{code} amounts have {Decimals(code)} decimals.");
        return new Money(amount, code);
    }

    /// <summary>How many decimals the currency has.</summary>
    public static int Decimals(string currency) => currency is "JPY" or "KRW" or "VND" ? 0 : 2;

    /// <summary>The amount as the API writes it: a decimal string with the currency's decimals.</summary>
    public string AmountText => Amount.ToString("F" + Decimals(Currency), CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => $"{Currency} {AmountText}";
}
