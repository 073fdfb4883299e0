namespace NexusCrm.WebUI.Components.Ui;

/// <summary>One tab.</summary>
/// <param name="Key">Stable word, used in ids and in the URL.</param>
/// <param name="Title">Text of the tab.</param>
/// <param name="Count">Number beside the text.</param>
public sealed record TabItem(string Key, string Title, int? Count = null);
