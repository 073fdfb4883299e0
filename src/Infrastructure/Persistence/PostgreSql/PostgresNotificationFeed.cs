using NexusCrm.Application.Notifications;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Uses the channel of the change feed: kind <c>notification</c>, and the member instead of a record.</summary>
internal sealed class PostgresNotificationFeed(NpgsqlDataSource source) : INotificationFeed
{
    public async Task TellAsync(Guid organizationId, Guid userId, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresChangeFeed.Channel });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresChangeFeed.Payload(organizationId, INotificationFeed.Kind, userId) });
        await command.ExecuteNonQueryAsync(ct);
    }
}
