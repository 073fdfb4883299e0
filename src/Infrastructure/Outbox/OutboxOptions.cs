namespace NexusCrm.Infrastructure.Outbox;

/// <summary>How events are delivered to consumers.</summary>
/// <param name="Lease">How long a node may work on what it took before another one takes it over.</param>
/// <param name="AttemptsMax">After so many failures an event is a dead letter.</param>
/// <param name="FirstPause">Pause after the first failure; doubled after each further one.</param>
public sealed record OutboxOptions(TimeSpan Lease, int AttemptsMax, TimeSpan FirstPause)
{
    /// <summary>Ten attempts in about an hour.</summary>
    public static OutboxOptions Default { get; } = new(TimeSpan.FromSeconds(60), 10, TimeSpan.FromSeconds(5));
}
