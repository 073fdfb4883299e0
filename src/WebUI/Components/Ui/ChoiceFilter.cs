namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Searches a fixed list of choices as the sources of a combobox do.</summary>
internal static class ChoiceFilter
{
    /// <summary>Choices whose label or note contains the text, those that begin with it first.</summary>
    public static IReadOnlyList<Choice<T>> Find<T>(IReadOnlyList<Choice<T>> choices, string text)
    {
        if (text.Length == 0) return choices;
        return [.. choices.Where(choice => Contains(choice.Label, text) || Contains(choice.Note, text)).OrderByDescending(choice => choice.Label.StartsWith(text, StringComparison.OrdinalIgnoreCase))];
    }

    private static bool Contains(string? label, string text) => label?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;
}
