using Microsoft.EntityFrameworkCore;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Tells all nodes that a session ended or moved, at the commit. Rare enough that the lock which a notification takes at commit does no harm.</summary>
internal sealed class SessionNotices(NexusDbContext db)
{
    /// <summary>Kind of the change, as subscribers of the feed see it.</summary>
    public const string Kind = "session";

    public Task TellAsync(Guid organizationId, Guid sessionId, CancellationToken ct)
    {
        var payload = PostgresChangeFeed.Payload(organizationId, Kind, sessionId);
        return db.Database.ExecuteSqlAsync($"select pg_notify({PostgresChangeFeed.Channel}, {payload})", ct);
    }
}
