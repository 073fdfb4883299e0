using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Events;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Events;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>
/// Hands events to their consumers, at least once. A node takes what is due under a lease, by the database's clock; what it did not settle when the lease ends (it was killed, cut off, or is too slow) another one takes
/// over. Only the lease's holder can settle it. An event waits for the earlier ones of its record; a failed one is tried again after growing pauses and then set aside.
/// </summary>
internal sealed partial class EventDeliveries(
    [FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, IServiceScopeFactory scopes, IEnumerable<EventSubscription> subscriptions, OutboxOptions options, ILogger<EventDeliveries> log)
{
    private const int BatchSize = 20;

    private static readonly string Claim = $"""
        with due as (
            select d.organization_id, d.event_id, d.consumer from event_deliveries d
            where d.failed_at is null and d.due_at <= clock_timestamp() and d.consumer = any($1)
              and not exists (
                select from event_deliveries e
                where e.organization_id = d.organization_id and e.consumer = d.consumer and e.record_id = d.record_id and e.sequence < d.sequence and e.failed_at is null)
            order by d.due_at limit {BatchSize} for update of d skip locked)
        update event_deliveries d set attempts = d.attempts + 1, lease_id = $2, due_at = clock_timestamp() + $3
        from due, outbox_messages m
        where d.organization_id = due.organization_id and d.event_id = due.event_id and d.consumer = due.consumer
          and m.organization_id = due.organization_id and m.id = due.event_id
        returning d.consumer, d.attempts, d.organization_id, d.event_id, m.type, m.record_id, m.sequence, m.occurred_at, m.actor_kind, m.actor_id, m.data
        """;

    private const string Settle = "delete from event_deliveries where organization_id = $1 and event_id = $2 and consumer = $3 and lease_id = $4";

    private const string Postpone = """
        update event_deliveries set lease_id = null, error = $5, due_at = clock_timestamp() + $6, failed_at = case when $7 then clock_timestamp() end
        where organization_id = $1 and event_id = $2 and consumer = $3 and lease_id = $4
        """;

    private readonly Dictionary<string, Type> _consumers = subscriptions.ToDictionary(s => s.Consumer, s => s.Implementation, StringComparer.Ordinal);

    /// <summary>Delivers one batch of what is due.</summary>
    /// <returns>Events begun.</returns>
    public async Task<int> DeliverAsync(CancellationToken ct)
    {
        if (_consumers.Count == 0) return 0;

        var lease = Guid.CreateVersion7();
        var taken = await ClaimAsync(lease, ct);
        var since = Stopwatch.StartNew();
        // What does not fit into half of the lease is left to it: the rest of the batch comes again when it ends.
        foreach (var delivery in taken.TakeWhile(_ => since.Elapsed < options.Lease / 2)) await DeliverAsync(delivery, lease, ct);
        return taken.Count;
    }

    private async Task<List<Delivery>> ClaimAsync(Guid lease, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Claim);
        command.Parameters.Add(Typed<string[]>([.. _consumers.Keys]));
        command.Parameters.Add(Typed(lease));
        command.Parameters.Add(Typed(options.Lease));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var taken = new List<Delivery>();
        while (await reader.ReadAsync(ct)) taken.Add(Read(reader));
        return [.. taken.OrderBy(d => d.Event.Sequence)];
    }

    private static Delivery Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        new DeliveredEvent(
            reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4), reader.GetGuid(5), reader.GetInt64(6), reader.GetFieldValue<DateTimeOffset>(7),
            Enum.Parse<AuditActor>(reader.GetString(8).Replace("_", "", StringComparison.Ordinal), ignoreCase: true), reader.IsDBNull(9) ? null : reader.GetGuid(9), reader.GetString(10)));

    private async Task DeliverAsync(Delivery delivery, Guid lease, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(ActorIdentity.Job(delivery.Event.OrganizationId));
            await ((IEventConsumer)scope.ServiceProvider.GetRequiredService(_consumers[delivery.Consumer])).ConsumeAsync(delivery.Event, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // Whatever it is: it must not keep the other events, and it is not lost.
            await PostponeAsync(delivery, lease, failure, ct);
            return;
        }

        await using var command = Addressed(Settle, delivery, lease);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task PostponeAsync(Delivery delivery, Guid lease, Exception failure, CancellationToken ct)
    {
        var givenUp = delivery.Attempts >= options.AttemptsMax;
        var error = failure.GetType().Name;
        await using var command = Addressed(Postpone, delivery, lease);
        command.Parameters.Add(Typed(error.Length > EventDelivery.ErrorMaxLength ? error[..EventDelivery.ErrorMaxLength] : error));
        command.Parameters.Add(Typed(options.FirstPause * Math.Pow(2, delivery.Attempts - 1)));
        command.Parameters.Add(Typed(givenUp));
        await command.ExecuteNonQueryAsync(ct);
        if (givenUp) GivenUp(log, delivery.Event.Id, delivery.Consumer, failure);
        else Failed(log, delivery.Event.Id, delivery.Consumer, delivery.Attempts, error);
    }

    private NpgsqlCommand Addressed(string text, Delivery delivery, Guid lease)
    {
        var command = source.CreateCommand(text);
        command.Parameters.Add(Typed(delivery.Event.OrganizationId));
        command.Parameters.Add(Typed(delivery.Event.Id));
        command.Parameters.Add(Typed(delivery.Consumer));
        command.Parameters.Add(Typed(lease));
        return command;
    }

    private static NpgsqlParameter<T> Typed<T>(T value) => new() { TypedValue = value };

    [LoggerMessage(1, LogLevel.Warning, "Event {Event} was not taken by {Consumer} in attempt {Attempt}: {Reason}")]
    private static partial void Failed(ILogger log, Guid @event, string consumer, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Error, "Event {Event} is a dead letter of {Consumer}")]
    private static partial void GivenUp(ILogger log, Guid @event, string consumer, Exception failure);

    private sealed record Delivery(string Consumer, int Attempts, DeliveredEvent Event);
}
