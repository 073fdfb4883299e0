namespace NexusCrm.WebUI.Components.Ui;

/// <summary>One of the values a person can choose.</summary>
/// <param name="Value">What is chosen.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Note">Second text that tells equal labels apart: an address, a company.</param>
public sealed record Choice<T>(T Value, string Label, string? Note = null);
