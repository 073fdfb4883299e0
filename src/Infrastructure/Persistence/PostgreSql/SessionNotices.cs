using Microsoft.EntityFrameworkCore;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Tells all nodes that a session ended or moved, at the commit. Rare enough that the lock which a notification takes at commit does no harm.</summary>
internal sealed class SessionNotices(NexusDbContext db)
{
    /// <summary>Kind of the change, as subscribers of the feed see it.</summary>
    public const string Kind = "session";

    /// <summary>Kind of the change when a session looks at the product as another role.</summary>
    public const string ViewKind = "view";

    /// <summary>The session ended or moved.</summary>
    public Task TellAsync(Guid organizationId, Guid sessionId, CancellationToken ct) => NotifyAsync(PostgresChangeFeed.Payload(organizationId, Kind, sessionId), ct);

    /// <summary>The session goes on, with other permissions.</summary>
    public Task TellViewAsync(Guid organizationId, Guid sessionId, CancellationToken ct) => NotifyAsync(PostgresChangeFeed.Payload(organizationId, ViewKind, sessionId), ct);

    private Task<int> NotifyAsync(string payload, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_notify({PostgresChangeFeed.Channel}, {payload})", ct);
}
