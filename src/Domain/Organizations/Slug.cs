using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NexusCrm.Domain.Organizations;

/// <summary>The name of an organization in addresses: 3 to 40 of a-z, 0-9 and dashes, unique in the installation.</summary>
public static partial class Slug
{
    /// <summary>Shortest slug.</summary>
    public const int MinLength = 3;

    /// <summary>Longest slug.</summary>
    public const int MaxLength = 40;

    /// <summary>True for a well-formed slug: no dash at either end, no two in a row.</summary>
    public static bool IsValid(string text) => text.Length is >= MinLength and <= MaxLength && Form().IsMatch(text);

    /// <summary>A slug made of a name; <paramref name="attempt"/> above 1 is appended when the plain one is taken.</summary>
    public static string From(string name, int attempt = 1)
    {
        var letters = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) letters.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark) letters.Append('-');
        }

        var ending = attempt > 1 ? "-" + attempt.ToString(CultureInfo.InvariantCulture) : "";
        var words = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        var stem = words.Length < MinLength ? ("org-" + words).TrimEnd('-') : words;
        return stem[..Math.Min(stem.Length, MaxLength - ending.Length)].TrimEnd('-') + ending;
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
