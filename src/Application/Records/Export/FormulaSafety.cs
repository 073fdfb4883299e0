using System.Text.RegularExpressions;

namespace NexusCrm.Application.Records.Export;

/// <summary>
/// Keeps spreadsheets from taking text for a formula (rule C11): a text that begins with <c>= + - @</c>, their full-width forms, a tab, a carriage return or a line feed gets an apostrophe before it. A sign followed
/// by digits only is a number, not a formula, and stays: <c>-12.50</c>, <c>+6591234567</c>. Imports take the apostrophe away again.
/// </summary>
public static partial class FormulaSafety
{
    private const char Mark = '\'';

    /// <summary>The text as it may stand in a CSV cell.</summary>
    public static string Protect(string text) => NeedsMark(text) ? Mark + text : text;

    /// <summary>The text that <see cref="Protect"/> was given.</summary>
    public static string Restore(string text) => text.Length > 1 && text[0] == Mark && NeedsMark(text[1..]) ? text[1..] : text;

    /// <summary>Apostrophes before a dangerous text count too, so that a restored text is always the one that was protected.</summary>
    private static bool NeedsMark(string text)
    {
        var begins = text.AsSpan().TrimStart(Mark);
        if (begins.IsEmpty || !StartsFormula(begins[0])) return false;
        return begins.Length < text.Length || !SignedNumber().IsMatch(text);
    }

    private static bool StartsFormula(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    [GeneratedRegex(@"^[+-][0-9]+(?:\.[0-9]+)?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex SignedNumber();
}
