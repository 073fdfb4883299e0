namespace NexusCrm.WebUI.Components.Ui;

/// <summary>What one factor gave to a score.</summary>
/// <param name="Name">What the person reads: "Budget known".</param>
/// <param name="Points">Points given; 0 for a factor that is missing.</param>
public sealed record ScoreFactor(string Name, int Points);
