using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>
/// Hands out what waits in the outbox and tells all nodes. Every node runs one; SKIP LOCKED shares the work. Notifications are sent here and coalesced,
/// never in the writing transaction: NOTIFY takes a database-wide lock at commit.
/// </summary>
internal sealed partial class OutboxDispatcher([FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int BatchSize = 500;

    /// <summary>More records of one kind than this become one "many changed".</summary>
    private const int SingleMax = 20;

    private static readonly string Claim = $$$"""
        with waiting as (
            select organization_id, id from outbox_messages where dispatched_at is null order by id limit {{{BatchSize}}} for update skip locked)
        update outbox_messages m set dispatched_at = now() from waiting w
        where m.organization_id = w.organization_id and m.id = w.id
        returning m.organization_id, m.type, m.record_id
        """;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DispatchAsync(stoppingToken) < BatchSize) await Task.Delay(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                Failed(log, failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Claims one batch and notifies in the same transaction; a crash in between leaves the rows waiting.</summary>
    internal async Task<int> DispatchAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var facts = await ClaimAsync(connection, ct);
        if (facts.Count == 0) return 0;

        await using var notify = new NpgsqlCommand("select pg_notify($1, payload) from unnest($2) payload", connection);
        notify.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresChangeFeed.Channel });
        notify.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = Coalesce(facts) });
        await notify.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return facts.Count;
    }

    private static async Task<List<Fact>> ClaimAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(Claim, connection);
        await using var reader = await claim.ExecuteReaderAsync(ct);
        var facts = new List<Fact>();
        while (await reader.ReadAsync(ct)) facts.Add(new Fact(reader.GetGuid(0), Kind(reader.GetString(1)), reader.GetGuid(2)));
        return facts;
    }

    /// <summary>lead.converted concerns the kind "lead".</summary>
    private static string Kind(string type) => type.Split('.', 2)[0];

    private static string[] Coalesce(IEnumerable<Fact> facts) =>
    [
        .. facts.Distinct().GroupBy(f => (f.Organization, f.Kind)).SelectMany(group => group.Count() > SingleMax
            ? [PostgresChangeFeed.Payload(group.Key.Organization, group.Key.Kind, null)]
            : group.Select(f => PostgresChangeFeed.Payload(f.Organization, f.Kind, f.Record))),
    ];

    [LoggerMessage(1, LogLevel.Warning, "The outbox could not be dispatched: {Reason}")]
    private static partial void Failed(ILogger log, string reason);

    private readonly record struct Fact(Guid Organization, string Kind, Guid Record);
}
