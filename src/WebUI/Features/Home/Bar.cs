namespace NexusCrm.WebUI.Features.Home;

/// <summary>One line of a <see cref="BarList"/>.</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Href">The list of them.</param>
public sealed record Bar(string Label, int Count, string Href);
