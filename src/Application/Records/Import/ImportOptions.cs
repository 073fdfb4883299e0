using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>What happens to a row whose key is known already, from the database or from an earlier row of the file.</summary>
public enum DuplicatePolicy
{
    /// <summary>Leave the record alone and the row out.</summary>
    Skip,

    /// <summary>Change the record; blank cells keep what it has.</summary>
    Update,

    /// <summary>Add another record all the same.</summary>
    Create,
}

/// <summary>The order of a date written in numbers. ISO dates (2026-11-21) are understood with each.</summary>
public enum DateOrder
{
    /// <summary>21/11/2026.</summary>
    Dmy,

    /// <summary>11/21/2026.</summary>
    Mdy,

    /// <summary>2026/11/21.</summary>
    Ymd,
}

/// <summary>How values are written in a file (rule C6).</summary>
public sealed record ImportFormats
{
    /// <summary>Order of dates.</summary>
    public DateOrder DateOrder { get; init; } = DateOrder.Dmy;

    /// <summary><c>.</c> or <c>,</c>.</summary>
    public string DecimalMark { get; init; } = ".";

    /// <summary>Country of telephone numbers without country code, ISO 3166 alpha-2.</summary>
    public string Country { get; init; } = "SG";

    /// <summary>Currency of amounts that name none, ISO 4217.</summary>
    public string Currency { get; init; } = "SGD";

    /// <summary>The formats, or what is wrong with them.</summary>
    public Result<ImportFormats> Checked()
    {
        if (DecimalMark is not ("." or ",")) return Error.Invalid("formats.decimalMark", "Give '.' or ','.");
        if (Countries.Find(Country) is not { } country) return Error.Invalid("formats.country", "This is not a country.");
        var currency = Currency.Trim().ToUpperInvariant();
        return Money.Currencies.Contains(currency) ? this with { Country = country, Currency = currency } : Error.Invalid("formats.currency", "This is not a currency code.");
    }
}

/// <summary>How a file is to be imported. Everything may be left out.</summary>
public sealed record ImportOptions
{
    /// <summary>Header to field key, or null to leave the column out; null as a whole takes the suggested mapping.</summary>
    public IReadOnlyDictionary<string, string?>? Mapping { get; init; }

    /// <summary>What happens to duplicates.</summary>
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Skip;

    /// <summary>Keys of the fields that find duplicates, the first one first; null takes the record type's own.</summary>
    public IReadOnlyList<string>? MatchOn { get; init; }

    /// <summary>Field key to text, for new records whose row has nothing there.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>How values are written.</summary>
    public ImportFormats Formats { get; init; } = new();

    /// <summary>How the file is read; null finds out.</summary>
    public FileReading? Reading { get; init; }
}
