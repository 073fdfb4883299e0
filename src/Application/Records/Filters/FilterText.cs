using System.Text;

namespace NexusCrm.Application.Records.Filters;

/// <summary>What of a text may reach the database, and how lists of values are written in one text.</summary>
internal static class FilterText
{
    /// <summary>Longest value in characters.</summary>
    public const int ValueMaxLength = 500;

    /// <summary>True when the database can hold the text: no NUL, no half of a surrogate pair.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return false;
            if (!char.IsHighSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Splits at commas; a backslash takes the character after it literally.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) value.Append(text[++i]);
            else if (text[i] != ',') value.Append(text[i]);
            else
            {
                values.Add(value.ToString());
                value.Clear();
            }
        }

        values.Add(value.ToString());
        return values;
    }

    /// <summary>Joins with commas so that <see cref="Split"/> gives the values back.</summary>
    public static string Join(IEnumerable<string> values) =>
        string.Join(',', values.Select(v => v.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)));
}
