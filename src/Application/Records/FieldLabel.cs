using System.Text;

namespace NexusCrm.Application.Records;

/// <summary>Makes the words a person reads from a field's key: <c>jobTitle</c> is "Job title", <c>createdAt</c> "Created", <c>ownerId</c> "Owner", <c>address.line1</c> "Address line 1".</summary>
internal static class FieldLabel
{
    public static string Of(string key)
    {
        var words = Words(key);
        if (words.Count > 1 && words[^1] is "at" or "id") words.RemoveAt(words.Count - 1);
        var text = string.Join(' ', words);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static List<string> Words(string key)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in key)
        {
            if (word.Length > 0 && StartsWord(c, word[^1])) Take();
            if (c != '.') word.Append(char.ToLowerInvariant(c));
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool StartsWord(char c, char before) => c == '.' || char.IsAsciiLetterUpper(c) || (char.IsAsciiDigit(c) && !char.IsAsciiDigit(before));
}
