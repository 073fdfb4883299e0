using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;
using NexusCrm.Infrastructure.Operations;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>Works on one background job: takes the lease, keeps it alive, lets the work of its kind do the rest, and says how it ended.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log)
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(4);

    /// <summary>Runs a job to its end, or until this node stops or loses it.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="holderIsGone">True when the node that held it is known to be dead, so that its lease need not run out.</param>
    /// <param name="ct">Cancelled when this node stops; the job is then released for another.</param>
    public async Task RunAsync(Guid organization, Guid jobId, bool holderIsGone, CancellationToken ct)
    {
        var started = await WithLedgerAsync(organization, null, ledger => ledger.StartAsync(jobId, Guid.CreateVersion7(), holderIsGone, ct));
        if (!started.Succeeded) return;

        var run = started.Value;
        try
        {
            var outcome = await WorkAsync(run, ct);
            if (outcome.Succeeded) await ChangeAsync(run, (job, at) => job.Finish(run.Lease, at));
            else if (outcome.Error.Code != JobErrors.LeaseLost.Code) await ChangeAsync(run, (job, at) => job.Fail(run.Lease, outcome.Error.Message, at));
        }
        catch (Exception failure)
        {
            // Whatever it was (this node stops, the database was away, a bug): the work is saved up to its last checkpoint, and another attempt goes on from there. Their number is limited.
            await ChangeAsync(run, (job, _) => job.Release(run.Lease));
            if (failure is OperationCanceledException && ct.IsCancellationRequested) return;
            Broken(log, run.Kind, run.JobId, failure);
        }
    }

    private async Task<Result<Done>> WorkAsync(JobRun run, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beating = BeatAsync(run, stop.Token);
        try
        {
            await using var scope = Enter(run.OrganizationId, run.RequestedBy);
            var work = scope.ServiceProvider.GetServices<IJobWork>().Single(w => w.Kind == run.Kind);
            var useCases = new UseCases(scopes, new JobActor(run), new JoinedScope());
            return await work.RunAsync(run, useCases, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
        }
    }

    /// <summary>Says now and then that this node is alive, between the checkpoints as well.</summary>
    private async Task BeatAsync(JobRun run, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BeatEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) await ChangeAsync(run, (job, at) => job.Beat(run.Lease, at));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The work has ended.
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or TimeoutException)
        {
            // Without heartbeats the lease runs out; the next checkpoint then finds out.
            Silent(log, run.JobId, failure.GetType().Name);
        }
    }

    private Task<Result<Done>> ChangeAsync(JobRun run, Func<BackgroundJob, DateTimeOffset, Result<Done>> change) =>
        WithLedgerAsync(run.OrganizationId, run.RequestedBy, ledger => ledger.ChangeAsync(run.JobId, change, CancellationToken.None));

    private async Task<T> WithLedgerAsync<T>(Guid organization, Guid? onBehalfOf, Func<JobLedger, Task<T>> act)
    {
        await using var scope = Enter(organization, onBehalfOf);
        return await act(scope.ServiceProvider.GetRequiredService<JobLedger>());
    }

    private AsyncServiceScope Enter(Guid organization, Guid? onBehalfOf)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(ActorIdentity.Job(organization, onBehalfOf));
        return scope;
    }

    [LoggerMessage(1, LogLevel.Error, "The {Kind} job {JobId} broke off")]
    private static partial void Broken(ILogger log, string kind, Guid jobId, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "The job {JobId} sends no heartbeats any more: {Reason}")]
    private static partial void Silent(ILogger log, Guid jobId, string reason);

    private sealed class JobActor(JobRun run) : IActorSource
    {
        public ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(ActorIdentity.Job(run.OrganizationId, run.RequestedBy, run.JobId));
    }
}
