using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Events;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>One LISTEN connection per node. It has a connection of its own, outside the pools: no tenant setting, no pool size touches it.</summary>
internal sealed partial class PostgresChangeFeed(DatabaseConnections connections, ILogger<PostgresChangeFeed> log) : BackgroundService, IChangeFeed
{
    public const string Channel = "nexus_changes";

    private readonly ConcurrentDictionary<Guid, Subscriber> _subscribers = new();

    public bool IsListening { get; private set; }

    /// <summary>How long the connection may be silent before it is asked whether it still lives.</summary>
    internal TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(20);

    public IDisposable Subscribe(Guid organizationId, Func<Change, Task> heard) => Add(new Subscriber(organizationId, heard));

    public IDisposable SubscribeToAll(Func<Change, Task> heard) => Add(new Subscriber(null, heard));

    /// <summary>What is sent over the channel: organization, kind, and the record or nothing.</summary>
    public static string Payload(Guid organization, string kind, Guid? record) => $"{organization} {kind} {record}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reconnecting = false;
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await using var connection = await ListenAsync(stoppingToken);
                if (reconnecting) Announce(new Change(Guid.Empty, Change.Resync, null));
                (reconnecting, failures, IsListening) = (true, 0, true);
                await HearAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
            {
                IsListening = false;
                Lost(log, lost.GetType().Name);
                await PauseAsync(failures++, stoppingToken);
            }
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connections.App) { Pooling = false, ApplicationName = "nexus-changes", KeepAlive = 30 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notification) => Parse(notification.Payload);
        await connection.OpenAsync(ct);
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>Waits for notifications; a ping now and then finds a half-open connection.</summary>
    private async Task HearAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            if (await connection.WaitAsync(PingEvery, ct)) continue;
            await using var ping = new NpgsqlCommand("select 1", connection);
            await ping.ExecuteNonQueryAsync(ct);
        }
    }

    private static Task PauseAsync(int failures, CancellationToken ct) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 200 << Math.Min(failures, 6)) + Random.Shared.Next(100)), ct)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Parse(string payload)
    {
        if (payload.Split(' ') is not [var organization, var kind, var record] || !Guid.TryParse(organization, out var id)) return;
        Announce(new Change(id, kind, Guid.TryParse(record, out var recordId) ? recordId : null));
    }

    /// <summary>The product's own caches first: a page that hears a change and reads again must not be answered from before it.</summary>
    private void Announce(Change change) => _ = Task.Run(async () =>
    {
        await Task.WhenAll(_subscribers.Values.Where(s => s.Organization is null).Select(s => TellAsync(s, change)));
        foreach (var subscriber in _subscribers.Values.Where(s => s.Organization is { } organization && (change.Kind == Change.Resync || organization == change.OrganizationId)))
            _ = TellAsync(subscriber, change with { OrganizationId = subscriber.Organization!.Value });
    });

    private async Task TellAsync(Subscriber subscriber, Change change)
    {
        // A subscriber that works on the caller's thread must not hold up the others.
        await Task.Yield();
        try
        {
            await subscriber.Heard(change);
        }
        catch (ObjectDisposedException)
        {
            // The page went away between the change and its telling.
        }
        catch (Exception failure)
        {
            // One broken subscriber must not silence the others.
            Failed(log, failure.GetType().Name);
        }
    }

    private Unsubscriber Add(Subscriber subscriber)
    {
        var key = Guid.CreateVersion7();
        _subscribers[key] = subscriber;
        return new Unsubscriber(() => _subscribers.TryRemove(key, out _));
    }

    [LoggerMessage(1, LogLevel.Warning, "The change feed lost its connection: {Reason}")]
    private static partial void Lost(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Error, "A subscriber of the change feed failed: {Reason}")]
    private static partial void Failed(ILogger log, string reason);

    private sealed record Subscriber(Guid? Organization, Func<Change, Task> Heard);

    private sealed class Unsubscriber(Action unsubscribe) : IDisposable
    {
        public void Dispose() => unsubscribe();
    }
}
