namespace NexusCrm.WebUI.Components.Ui;

/// <summary>How far a job is.</summary>
/// <param name="Status">Wire word: queued, running, completed, completed_with_errors, cancelling, cancelled, failed.</param>
/// <param name="Processed">Items done, failed and skipped ones included.</param>
/// <param name="Total">All items; null while unknown.</param>
/// <param name="Failed">Items that failed.</param>
/// <param name="Skipped">Items left out on purpose.</param>
/// <param name="PerSecond">Items per second, lately.</param>
public sealed record JobProgressView(string Status, long Processed, long? Total, long Failed = 0, long Skipped = 0, double? PerSecond = null)
{
    /// <summary>Whether nothing more will happen.</summary>
    public bool IsFinished => Status is "completed" or "completed_with_errors" or "cancelled" or "failed";

    /// <summary>Time left at the present rate; null while it cannot be told.</summary>
    public TimeSpan? Remaining => Total is { } total && PerSecond is > 0 ? TimeSpan.FromSeconds((total - Processed) / PerSecond.Value) : null;

    /// <summary>"less than 5 s", "40 s", "3 min", "2 h".</summary>
    internal static string Say(TimeSpan remaining) => remaining.TotalSeconds switch
    {
        < 5 => "less than 5 s",
        < 60 => $"{Math.Ceiling(remaining.TotalSeconds / 5) * 5:0} s",
        < 3600 => $"{Math.Ceiling(remaining.TotalMinutes):0} min",
        _ => $"{Math.Ceiling(remaining.TotalHours):0} h",
    };
}
