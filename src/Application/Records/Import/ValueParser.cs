using System.Globalization;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>Reads numbers, amounts, dates and yes or no as people write them, in the formats chosen for a file. What it cannot read is null.</summary>
internal sealed class ValueParser(ImportFormats formats, TimeZoneInfo zone)
{
    private static readonly (string Sign, string Currency)[] Signs =
        [("S$", "SGD"), ("US$", "USD"), ("A$", "AUD"), ("HK$", "HKD"), ("NT$", "TWD"), ("RM", "MYR"), ("Rp", "IDR"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("฿", "THB"), ("₹", "INR")];

    private static readonly string[] IsoForms =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    private static readonly string[] OffsetForms = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    private static readonly string[] WordedDays = ["d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d-MMM-yyyy", "d-MMM-yy"];

    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " h:mm tt"];

    private readonly string[] _forms = [.. Forms(formats.DateOrder)];
    private readonly char _mark = formats.DecimalMark[0];

    /// <summary>A number with or without groups of thousands.</summary>
    public decimal? Number(string text)
    {
        var plain = Ungrouped(text.Trim());
        return plain is not null && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>An amount; a sign or code before or after it names the currency, else <paramref name="currency"/> or the file's.</summary>
    public Money? Amount(string text, string? currency)
    {
        var rest = text.Trim();
        var named = TakeCurrency(ref rest);
        return Number(rest) is { } amount ? new Money(amount, named ?? currency ?? formats.Currency) : null;
    }

    /// <summary>A moment; without an offset it is one in the organization's zone.</summary>
    public DateTimeOffset? Instant(string text)
    {
        var value = text.Trim();
        if (DateTimeOffset.TryParseExact(value, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) && HasOffset(value)) return exact.ToUniversalTime();
        if (Local(value) is not { } local) return null;
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>A date; a time of day is dropped.</summary>
    public DateOnly? Date(string text) => Local(text.Trim()) is { } local ? DateOnly.FromDateTime(local) : null;

    /// <summary>Yes or no.</summary>
    public static bool? YesOrNo(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" or "x" or "on" or "ja" => true,
        "false" or "no" or "n" or "0" or "off" or "nein" => false,
        _ => null,
    };

    private DateTime? Local(string value)
    {
        if (DateTime.TryParseExact(value, IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)) return iso;
        return DateTime.TryParseExact(value, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written) ? written : null;
    }

    private static bool HasOffset(string value) => value.EndsWith('Z') || value.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;

    private static IEnumerable<string> Forms(DateOrder order)
    {
        string[] days = order switch
        {
            DateOrder.Dmy => ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yy"],
            DateOrder.Mdy => ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "M/d/yy"],
            DateOrder.Ymd => ["yyyy/M/d", "yyyy.M.d", "yyyy-M-d"],
            _ => throw new InvalidOperationException($"{order} is no order of a date."),
        };
        return from day in days.Concat(WordedDays) from time in Times select day + time;
    }

    /// <summary>The number with a point and without groups; null when a group has not three digits.</summary>
    private string? Ungrouped(string text)
    {
        var at = text.LastIndexOf(_mark);
        var (whole, fraction) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        if (fraction.Any(c => !char.IsAsciiDigit(c)) || (at >= 0 && fraction.Length == 0)) return null;

        var groups = whole.Split(_mark == '.' ? [',', '\'', '\u2019', ' ', '\u00A0'] : ['.', '\'', '\u2019', ' ', '\u00A0']);
        if (groups.Skip(1).Any(g => g.Length != 3) || (groups.Length > 1 && groups[0].TrimStart('-', '+').Length is 0 or > 3)) return null;
        return fraction.Length == 0 ? string.Concat(groups) : $"{string.Concat(groups)}.{fraction}";
    }

    private static string? TakeCurrency(ref string text)
    {
        foreach (var (sign, currency) in Signs)
        {
            if (!text.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) continue;
            text = text[sign.Length..].TrimStart();
            return currency;
        }

        if (text.StartsWith('$'))
        {
            text = text[1..].TrimStart();
            return null;
        }

        if (text.Length > 3 && IsCode(text[..3])) return Cut(ref text, text[..3], text[3..]);
        return text.Length > 3 && IsCode(text[^3..]) ? Cut(ref text, text[^3..], text[..^3]) : null;
    }

    private static bool IsCode(string part) => Money.Currencies.Contains(part.ToUpperInvariant());

    private static string Cut(ref string text, string code, string rest)
    {
        text = rest.Trim();
        return code.ToUpperInvariant();
    }
}
