namespace NexusCrm.WebUI.Components.Ui;

/// <summary>One clause of a filter.</summary>
/// <param name="Key">What <see cref="FilterChips"/> reports back.</param>
/// <param name="Field">"Status".</param>
/// <param name="Operator">"is", "is any of", "after".</param>
/// <param name="Value">"New, Contacted"; none for "is empty".</param>
public sealed record FilterChip(string Key, string Field, string Operator, string? Value);
