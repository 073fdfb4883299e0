using System.Globalization;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>One field of a record's form: how it is said, compared, and put into a change. One list serves saving only what was changed and settling what two people changed.</summary>
/// <typeparam name="TDraft">The form.</typeparam>
/// <typeparam name="TPatch">The change of the use case.</typeparam>
/// <param name="Label">Words for a person.</param>
/// <param name="Text">Its value in words; equal words are equal values.</param>
/// <param name="Copy">Takes the value from another form into this one.</param>
/// <param name="Patch">Puts the value into a change.</param>
public sealed record DraftField<TDraft, TPatch>(string Label, Func<TDraft, string> Text, Action<TDraft, TDraft> Copy, Func<TPatch, TDraft, TPatch> Patch)
{
    /// <summary>Whether two forms say the same in this field.</summary>
    public bool Same(TDraft one, TDraft other) => string.Equals(Text(one), Text(other), StringComparison.Ordinal);
}

/// <summary>How values are said where two of them are compared.</summary>
internal static class DraftWords
{
    /// <summary>A text as it is kept.</summary>
    public static string Text(string? value) => value?.Trim() ?? "";

    /// <summary>A count.</summary>
    public static string Number(int? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>"SGD 1,250.00"; nothing without an amount.</summary>
    public static string Amount(decimal? amount, string? currency) => amount is { } value ? string.Create(CultureInfo.InvariantCulture, $"{currency} {value:N2}") : "";

    /// <summary>"Yes" or "No".</summary>
    public static string YesNo(bool value) => value ? "Yes" : "No";

    /// <summary>"5 Mar 2026"; nothing without a day.</summary>
    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
