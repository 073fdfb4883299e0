using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Jobs;
using Npgsql;
using Quartz;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>
/// Gives queued jobs, and those whose node has not been heard of, to the scheduler. Every node runs one: it is woken by the change feed right after the commit that queued a job, and looks every few seconds
/// in any case. Scheduling a job twice is harmless, since its Quartz job carries its id.
/// </summary>
internal sealed partial class JobLauncher(
    [FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, ISchedulerFactory schedulers, IChangeFeed feed, TimeProvider clock, ILogger<JobLauncher> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _wake = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hearing = feed.SubscribeToAll(Hear);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LaunchAsync(stoppingToken);
                await _wake.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or JobPersistenceException)
            {
                Failed(log, failure.GetType().Name);
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        var waiting = await WaitingJobs.FindAsync(source, clock.GetUtcNow(), ct);
        if (waiting.Count == 0) return;

        var scheduler = await schedulers.GetScheduler(ct);
        var scheduled = (await scheduler.GetJobDetails([.. waiting.Select(w => BackgroundRun.KeyOf(w.Job))], ct)).Select(d => d.Key).ToHashSet();
        foreach (var (organization, job) in waiting.Where(w => !scheduled.Contains(BackgroundRun.KeyOf(w.Job))))
        {
            try
            {
                await scheduler.ScheduleJob(BackgroundRun.DetailOf(organization, job), BackgroundRun.TriggerOf(job, clock), cancellationToken: ct);
            }
            catch (ObjectAlreadyExistsException)
            {
                // Another node was quicker.
            }
        }
    }

    private Task Hear(Change change)
    {
        if (change.Concerns("job") && _wake.CurrentCount == 0) _wake.Release();
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Warning, "Jobs could not be launched: {Reason}")]
    private static partial void Failed(ILogger log, string reason);
}
