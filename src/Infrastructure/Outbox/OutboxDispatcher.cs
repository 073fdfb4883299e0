using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>Empties the outbox: gives events their places, tells all nodes, delivers to consumers. Every node runs one; locks and leases share the work (docs/decisions/0005-outbox-and-live-updates.md says why this is no Quartz job).</summary>
internal sealed partial class OutboxDispatcher(EventPlaces places, EventDeliveries deliveries, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(places.PlaceAsync, stoppingToken),
        RepeatAsync(deliveries.DeliverAsync, stoppingToken));

    /// <summary>Consumers must not hold up the live feed: placing and delivering go on independently.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task<int>> step, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await step(ct) == 0) await Task.Delay(Idle, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                Failed(log, failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The outbox could not be dispatched: {Reason}")]
    private static partial void Failed(ILogger log, string reason);
}
