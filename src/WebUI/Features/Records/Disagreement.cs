namespace NexusCrm.WebUI.Features.Records;

/// <summary>A field that two people gave different values.</summary>
/// <param name="Field">Its label.</param>
/// <param name="Mine">What the person typed.</param>
/// <param name="Theirs">What is stored now.</param>
public sealed record Disagreement(string Field, string Mine, string Theirs);
