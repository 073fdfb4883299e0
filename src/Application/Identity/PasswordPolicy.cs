using System.Reflection;
using System.Text;

namespace NexusCrm.Application.Identity;

/// <summary>What a new password must be: 12 to 128 characters after NFC, not common, and without the person's or the organization's names.</summary>
public static class PasswordPolicy
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters.</summary>
    public const int MaxLength = 128;

    /// <summary>Most bytes in UTF-8; more is refused before any work is done on it.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Shorter parts of names appear in ordinary words.</summary>
    private const int NameMinLength = 4;

    private const int DistinctMin = 5;

    private static readonly char[] NotLetters = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => !char.IsAsciiLetter(c))];

    private static readonly Lazy<HashSet<string>> Common = new(ReadCommon);

    /// <summary>Normalised as it is hashed.</summary>
    public static string Normalize(string password) => password.Normalize(NormalizationForm.FormC);

    /// <summary>False for one that is not even hashed: over 1 KB, or no text.</summary>
    public static bool IsReadable(string password) => password.Length <= MaxBytes && Encoding.UTF8.GetByteCount(password) <= MaxBytes && IsWellFormed(password);

    /// <summary>What is wrong with a new password, or null.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="personal">What must not stand in it: e-mail address, names, organization name.</param>
    public static string? ProblemWith(string password, params IEnumerable<string?> personal)
    {
        if (!IsReadable(password)) return $"A password has at most {MaxLength} characters.";
        var normal = Normalize(password);
        var length = normal.EnumerateRunes().Count();
        if (length < MinLength) return $"A password has at least {MinLength} characters.";
        if (length > MaxLength) return $"A password has at most {MaxLength} characters.";
        if (normal.EnumerateRunes().Distinct().Count() < DistinctMin || IsCommon(normal.ToLowerInvariant())) return "This password is too common. Use several unrelated words.";
        return HoldsAny(normal, personal) ? "A password cannot contain your e-mail address, your name or your organization's name." : null;
    }

    /// <summary>NFC is not defined for half of a surrogate pair.</summary>
    private static bool IsWellFormed(string password)
    {
        for (var i = 0; i < password.Length; i++)
        {
            if (char.IsHighSurrogate(password[i]) && i + 1 < password.Length && char.IsLowSurrogate(password[i + 1])) i++;
            else if (char.IsSurrogate(password[i])) return false;
        }

        return true;
    }

    /// <summary>A listed one, a listed one with digits and signs around it or in place of letters, or one repeated.</summary>
    private static bool IsCommon(string password)
    {
        var word = password.Trim(NotLetters);
        if (word.Length == 0) return true;
        return new[] { password, word, Unleet(word) }.Any(text => Common.Value.Contains(text) || Common.Value.Contains(Period(text)));
    }

    private static string Unleet(string text) =>
        text.Replace('@', 'a').Replace('4', 'a').Replace('3', 'e').Replace('0', 'o').Replace('$', 's').Replace('5', 's').Replace('7', 't');

    /// <summary>The shortest text that the given one repeats: <c>abcabc</c> gives <c>abc</c>.</summary>
    private static string Period(string text)
    {
        var at = (text + text).IndexOf(text, 1, StringComparison.Ordinal);
        return text[..at];
    }

    private static bool HoldsAny(string password, IEnumerable<string?> personal)
    {
        var compact = Compact(password);
        return personal.SelectMany(Parts).Select(Compact).Any(part => part.Length >= NameMinLength && compact.Contains(part, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Parts(string? text)
    {
        if (text is null) yield break;
        yield return text;
        if (text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at) yield return text[..at];
    }

    private static string Compact(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static HashSet<string> ReadCommon()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("NexusCrm.Application.Identity.common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToHashSet(StringComparer.Ordinal);
    }
}
