namespace NexusCrm.Application.Records;

/// <summary>Who looks, and from which zone: what <c>@me</c>, <c>@today</c> and a plain date mean to them (rules V4, G2).</summary>
/// <param name="UserId">The user, or null for a job or form; <c>@me</c> then matches nothing.</param>
/// <param name="Today">The date it is in the zone.</param>
/// <param name="Zone">The zone in which a day begins and ends.</param>
public sealed record Viewer(Guid? UserId, DateOnly Today, TimeZoneInfo Zone)
{
    /// <summary>The viewer at a moment.</summary>
    public static Viewer At(DateTimeOffset now, TimeZoneInfo zone, Guid? userId) =>
        new(userId, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone);

    /// <summary>When a day begins in the zone, UTC. Where the clock skips midnight, the day begins when the clock goes on.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>Finds out who looks in the current operation.</summary>
public interface IViewers
{
    /// <summary>The current viewer, in the user's zone, else the organization's.</summary>
    ValueTask<Viewer> CurrentAsync(CancellationToken ct);
}
