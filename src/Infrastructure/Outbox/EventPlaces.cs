using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.PostgreSql;
using Npgsql;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>
/// Gives committed events their place among the organization's and among their record's. Places are given by what is visible, never by a high-water mark: an event whose transaction commits late gets a later place and is
/// passed over by nobody. One node at a time works on an organization (an advisory lock to the end of the transaction), so places become visible in their order. In the same transaction all nodes are told
/// and what consumers have to take is written down: a crash leaves all of it or nothing.
/// </summary>
internal sealed class EventPlaces([FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, IEnumerable<EventSubscription> subscriptions)
{
    private const int BatchSize = 500;

    /// <summary>More records of one kind than this become one "many changed".</summary>
    private const int SingleMax = 20;

    private static readonly string Place = $"""
        with waiting as (
            select id, record_id, ordinal from outbox_messages where organization_id = $1 and position is null order by ordinal limit {BatchSize}),
        placed as (
            select w.id,
                (select coalesce(max(m.position), 0) from outbox_messages m where m.organization_id = $1) + row_number() over (order by w.ordinal) as position,
                (select coalesce(max(m.sequence), 0) from outbox_messages m where m.organization_id = $1 and m.record_id = w.record_id) + row_number() over (partition by w.record_id order by w.ordinal) as sequence
            from waiting w)
        update outbox_messages m set position = p.position, sequence = p.sequence, placed_at = clock_timestamp() from placed p
        where m.organization_id = $1 and m.id = p.id
        returning m.id, m.type, m.record_id, m.sequence
        """;

    private const string Schedule = """
        insert into event_deliveries (organization_id, event_id, consumer, record_id, sequence, attempts, due_at)
        select $1, w.event_id, w.consumer, w.record_id, w.sequence, 0, clock_timestamp() from unnest($2, $3, $4, $5) w (event_id, consumer, record_id, sequence)
        """;

    private readonly EventSubscription[] _subscriptions = [.. subscriptions];

    /// <summary>Places one batch of each organization that has events waiting.</summary>
    /// <returns>Events placed.</returns>
    public async Task<int> PlaceAsync(CancellationToken ct)
    {
        var placed = 0;
        foreach (var organization in await WaitingAsync(ct)) placed += await PlaceAsync(organization, ct);
        return placed;
    }

    private async Task<IReadOnlyList<Guid>> WaitingAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select distinct organization_id from outbox_messages where position is null");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Guid>();
        while (await reader.ReadAsync(ct)) found.Add(reader.GetGuid(0));
        return found;
    }

    private async Task<int> PlaceAsync(Guid organization, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await TryLockAsync(connection, organization, ct)) return 0;

        var events = await PlaceAsync(connection, organization, ct);
        if (events.Count == 0) return 0;

        await TellAsync(connection, organization, events, ct);
        await ScheduleAsync(connection, organization, events, ct);
        await transaction.CommitAsync(ct);
        return events.Count;
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, Guid organization, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", connection);
        command.Parameters.Add(Typed($"event-places:{organization}"));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<Placed>> PlaceAsync(NpgsqlConnection connection, Guid organization, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Place, connection);
        command.Parameters.Add(Typed(organization));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new List<Placed>();
        while (await reader.ReadAsync(ct)) events.Add(new Placed(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetInt64(3)));
        return events;
    }

    /// <summary>Here and not in the writing transaction, since NOTIFY takes a database-wide lock at commit.</summary>
    private static async Task TellAsync(NpgsqlConnection connection, Guid organization, List<Placed> events, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, payload) from unnest($2) payload", connection);
        command.Parameters.Add(Typed(PostgresChangeFeed.Channel));
        command.Parameters.Add(Typed(Coalesce(organization, events)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string[] Coalesce(Guid organization, List<Placed> events) =>
    [
        .. events.Select(e => (e.Kind, e.Record)).Distinct().GroupBy(e => e.Kind).SelectMany(kind => kind.Count() > SingleMax
            ? [PostgresChangeFeed.Payload(organization, kind.Key, null)]
            : kind.Select(e => PostgresChangeFeed.Payload(organization, e.Kind, e.Record))),
    ];

    private async Task ScheduleAsync(NpgsqlConnection connection, Guid organization, List<Placed> events, CancellationToken ct)
    {
        var wanted = (from happened in events from subscription in _subscriptions where subscription.Types.Contains(happened.Type) select (happened, subscription.Consumer)).ToList();
        if (wanted.Count == 0) return;

        await using var command = new NpgsqlCommand(Schedule, connection);
        command.Parameters.Add(Typed(organization));
        command.Parameters.Add(Typed(wanted.Select(w => w.happened.Id).ToArray()));
        command.Parameters.Add(Typed(wanted.Select(w => w.Consumer).ToArray()));
        command.Parameters.Add(Typed(wanted.Select(w => w.happened.Record).ToArray()));
        command.Parameters.Add(Typed(wanted.Select(w => w.happened.Sequence).ToArray()));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<T> Typed<T>(T value) => new() { TypedValue = value };

    private readonly record struct Placed(Guid Id, string Type, Guid Record, long Sequence)
    {
        /// <summary>lead.converted concerns the kind "lead".</summary>
        public string Kind => Type.Split('.', 2)[0];
    }
}
