using System.Globalization;
using System.Text;

namespace NexusCrm.Domain.Common;

/// <summary>Names of companies as they are compared (rule L5): without legal form, punctuation, accents and case.</summary>
public static class CompanyName
{
    /// <summary>Longest company name, in characters.</summary>
    public const int MaxLength = 200;

    // Longest first: "pte ltd" must go before "ltd", or "pte" would stay behind. "Group" distinguishes companies and stays.
    private static readonly string[][] LegalForms =
    [
        ["private", "limited", "company"], ["limited", "liability", "partnership"], ["limited", "liability", "company"], ["pty", "ltd"], ["pte", "ltd"], ["pte", "limited"], ["pvt", "ltd"], ["pvt", "limited"],
        ["private", "limited"], ["sdn", "bhd"], ["co", "ltd"], ["company", "limited"], ["l", "l", "c"], ["l", "l", "p"], ["s", "a"], ["b", "v"], ["pte"], ["llp"], ["llc"], ["ltd"], ["limited"], ["bhd"], ["berhad"],
        ["inc"], ["incorporated"], ["corp"], ["corporation"], ["gmbh"], ["ag"], ["plc"], ["bv"], ["sa"], ["kk"], ["co"],
    ];

    /// <summary>The name to compare, or null when nothing of it is left.</summary>
    public static string? Normalize(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var words = Words(name);
        while (EndingLegalForm(words) is { } form && form.Length < words.Count) words.RemoveRange(words.Count - form.Length, form.Length);
        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private static string[]? EndingLegalForm(List<string> words) =>
        Array.Find(LegalForms, form => words.Count >= form.Length && words.TakeLast(form.Length).SequenceEqual(form, StringComparer.Ordinal));

    private static List<string> Words(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
            else if (c == '&') letters.Append(" and ");
            else if (!IsSilent(c)) letters.Append(' ');
        }

        return [.. letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Accents and apostrophes vanish ("O'Brien" is one word); other punctuation separates words.</summary>
    private static bool IsSilent(char c) => c is '\'' or '\u2019' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;
}
