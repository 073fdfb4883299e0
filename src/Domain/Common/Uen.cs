using System.Text.RegularExpressions;

namespace NexusCrm.Domain.Common;

/// <summary>Whether the check letter of a UEN fits. Nobody publishes the rule, so a letter that does not fit is a warning, never a refusal.</summary>
public enum UenCheck
{
    /// <summary>The check letter fits.</summary>
    Passed,

    /// <summary>The check letter does not fit: probably a typing error.</summary>
    Doubtful,
}

/// <summary>A Singapore Unique Entity Number in one of its three forms: business, local company, other entity.</summary>
/// <param name="Value">Nine or ten characters, capitals.</param>
public sealed partial record Uen(string Value)
{
    /// <summary>Longest UEN.</summary>
    public const int MaxLength = 10;

    private const string BusinessLetters = "XMKECAWLJDB";
    private const string CompanyLetters = "ZKCMDNERGWH";
    private const string OtherAlphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

    private static readonly int[] BusinessWeights = [10, 4, 9, 3, 8, 2, 7, 1];
    private static readonly int[] CompanyWeights = [10, 8, 6, 4, 9, 7, 5, 3, 1];
    private static readonly int[] OtherWeights = [4, 3, 5, 3, 10, 2, 2, 5, 7];

    /// <summary>Whether the check letter fits.</summary>
    public UenCheck Check => Value[^1] == ExpectedLetter() ? UenCheck.Passed : UenCheck.Doubtful;

    /// <summary>Reads a UEN; spaces and dashes are ignored. Only the form is required.</summary>
    public static Result<Uen> Parse(string text)
    {
        var value = Compact(text);
        return Form().IsMatch(value) ? new Uen(value) : Error.Malformed("uen_invalid", "This is not a UEN.");
    }

    internal static string Compact(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private char? ExpectedLetter()
    {
        if (!char.IsAsciiDigit(Value[0])) return OtherLetter();
        return Value.Length == 9 ? BusinessLetters[Sum(BusinessWeights) % 11] : CompanyLetters[Sum(CompanyWeights) % 11];
    }

    private char? OtherLetter()
    {
        var values = Value[..^1].Select(c => OtherAlphabet.IndexOf(c, StringComparison.Ordinal)).ToArray();
        if (values.Contains(-1)) return null;
        var sum = values.Zip(OtherWeights, (value, weight) => value * weight).Sum();
        return OtherAlphabet[(sum - 5 + 11) % 11];
    }

    private int Sum(int[] weights) => weights.Select((weight, i) => weight * (Value[i] - '0')).Sum();

    [GeneratedRegex(@"^(?:[0-9]{8}[A-Z]|[0-9]{9}[A-Z]|[TSR][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z])\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

/// <summary>A Singapore GST registration number: a UEN, or one that IRAS assigned (M...).</summary>
/// <param name="Value">Nine or ten characters, capitals.</param>
public sealed partial record GstNumber(string Value)
{
    /// <summary>Longest number.</summary>
    public const int MaxLength = 10;

    /// <summary>Reads a number; spaces and dashes are ignored.</summary>
    public static Result<GstNumber> Parse(string text)
    {
        var value = Uen.Compact(text);
        return Assigned().IsMatch(value) || Uen.Parse(value).Succeeded ? new GstNumber(value) : Error.Malformed("gst_number_invalid", "This is not a GST registration number.");
    }

    [GeneratedRegex(@"^M[A-Z0-9][0-9]{7}[A-Z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Assigned();
}
