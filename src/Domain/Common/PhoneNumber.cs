using System.Text;

namespace NexusCrm.Domain.Common;

/// <summary>A telephone number in E.164 form.</summary>
/// <param name="Value">With leading +, e.g. <c>+6591234567</c>.</param>
public sealed record PhoneNumber(string Value)
{
    /// <summary>Longest E.164 number including the plus (ITU-T E.164: 15 digits).</summary>
    public const int MaxLength = 16;

    private const int InputMaxLength = 40;

    private static readonly Dictionary<string, (string Prefix, int Min, int Max)> Countries = new(StringComparer.Ordinal)
    {
        ["SG"] = ("65", 8, 8),
        ["MY"] = ("60", 8, 10),
        ["ID"] = ("62", 8, 12),
        ["TH"] = ("66", 8, 9),
        ["PH"] = ("63", 9, 10),
        ["VN"] = ("84", 9, 10),
        ["HK"] = ("852", 8, 8),
        ["CN"] = ("86", 10, 11),
        ["TW"] = ("886", 8, 9),
        ["JP"] = ("81", 9, 10),
        ["KR"] = ("82", 8, 10),
        ["IN"] = ("91", 10, 10),
        ["AU"] = ("61", 9, 9),
        ["NZ"] = ("64", 8, 10),
        ["GB"] = ("44", 9, 10),
        ["US"] = ("1", 10, 10),
        ["CA"] = ("1", 10, 10),
        ["DE"] = ("49", 6, 12),
        ["FR"] = ("33", 9, 9),
        ["NL"] = ("31", 9, 9),
        ["CH"] = ("41", 9, 9),
        ["AE"] = ("971", 8, 9),
        ["BN"] = ("673", 7, 7),
        ["MM"] = ("95", 7, 10),
        ["KH"] = ("855", 8, 9),
        ["LA"] = ("856", 8, 10),
        ["LK"] = ("94", 9, 9),
        ["BD"] = ("880", 8, 10),
    };

    /// <summary>Reads a number; one without country code belongs to <paramref name="country"/> (ISO 3166 alpha-2, default Singapore).</summary>
    public static Result<PhoneNumber> Parse(string text, string country = "SG")
    {
        if (text.Length > InputMaxLength) return Invalid();
        if (!TryDigits(text, out var digits, out var international)) return Invalid();
        if (international) return Checked(digits);
        if (!Countries.TryGetValue(country, out var rule)) return Invalid();

        var national = digits.Length > rule.Max && digits.StartsWith(rule.Prefix, StringComparison.Ordinal) ? digits[rule.Prefix.Length..] : digits.TrimStart('0');
        return national.Length >= rule.Min && national.Length <= rule.Max ? Checked(rule.Prefix + national) : Invalid();
    }

    private static bool TryDigits(string text, out string digits, out bool international)
    {
        var kept = new StringBuilder(text.Length);
        international = false;
        digits = "";
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) kept.Append(c);
            else if (c == '+' && kept.Length == 0 && !international) international = true;
            else if (c is not (' ' or '\u00A0' or '-' or '.' or '(' or ')' or '/')) return false;
        }

        digits = kept.ToString();
        if (international || !digits.StartsWith("00", StringComparison.Ordinal)) return true;
        digits = digits[2..];
        international = true;
        return true;
    }

    private static Result<PhoneNumber> Checked(string digits)
    {
        if (digits.Length is < 7 or > 15 || digits[0] == '0') return Invalid();
        if (digits.StartsWith("65", StringComparison.Ordinal) && (digits.Length != 10 || digits[2] is not ('3' or '6' or '8' or '9'))) return Invalid();
        return new PhoneNumber("+" + digits);
    }

    private static Error Invalid() => Error.Malformed("phone_invalid", "This is not a telephone number.");
}
