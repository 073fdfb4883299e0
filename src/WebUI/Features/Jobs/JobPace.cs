namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>How fast a job goes lately, from what was seen of it.</summary>
internal sealed class JobPace
{
    private const int Remembered = 10;
    private readonly Queue<(DateTimeOffset At, long Processed)> _seen = new();

    /// <summary>Items per second over the last few looks; null while that cannot be told.</summary>
    public double? Note(DateTimeOffset at, long processed)
    {
        _seen.Enqueue((at, processed));
        if (_seen.Count > Remembered) _seen.Dequeue();
        var (since, before) = _seen.Peek();
        return processed > before ? (processed - before) / (at - since).TotalSeconds : null;
    }
}
