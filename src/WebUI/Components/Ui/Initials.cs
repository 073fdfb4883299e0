namespace NexusCrm.WebUI.Components.Ui;

/// <summary>The letters that stand for a name where there is no room for it.</summary>
public static class Initials
{
    /// <summary>First letters of the first and the last word, in capitals; a question mark for an empty name.</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => "?",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };
    }

    // A letter may be more than one char.
    private static string First(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
