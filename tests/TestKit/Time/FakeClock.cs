namespace NexusCrm.TestKit.Time;

/// <summary>A clock that stands still until a test moves it. Timers are the real ones.</summary>
public sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    /// <summary>An ordinary Wednesday noon in Singapore.</summary>
    public static readonly DateTimeOffset Start = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private DateTimeOffset _now = (start ?? Start).ToUniversalTime();

    /// <summary>UTC; may also be set backwards, as real clocks are.</summary>
    public DateTimeOffset Now
    {
        get { lock (_gate) return _now; }
        set { lock (_gate) _now = value.ToUniversalTime(); }
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate) _now += by;
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
