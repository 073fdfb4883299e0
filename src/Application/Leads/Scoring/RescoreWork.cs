using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores all leads again after the profile has changed, batch by batch.</summary>
internal sealed class RescoreWork : IJobWork
{
    public const string RescoreKind = "rescore";

    public string Kind => RescoreKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        while (true)
        {
            var step = await useCases.Send(new RescoreBatchCommand(run), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) return Done.Value;
        }
    }
}

/// <summary>Scores the next batch of a rescore job.</summary>
[JobsOnly]
public sealed record RescoreBatchCommand(JobRun Run) : ICommand<StepTaken>;

/// <summary>Where a rescore goes on from.</summary>
/// <param name="After">The last lead that is done.</param>
/// <param name="Ended">True when there are no more.</param>
internal sealed record RescoreCheckpoint(Guid After = default, bool Ended = false);

/// <summary>The outcome of a rescore so far.</summary>
/// <param name="Rescored">Leads that have another score.</param>
internal sealed record RescoreCounts(long Rescored);

internal sealed class RescoreBatchCommandHandler(INexusDbContext db, JobLedger ledger, LeadScoring scoring, IRescore rescore, TimeProvider clock) : ICommandHandler<RescoreBatchCommand, StepTaken>
{
    public async Task<Result<StepTaken>> Handle(RescoreBatchCommand command, CancellationToken ct)
    {
        var run = command.Run;
        await using var transaction = await db.BeginAsync(ct);
        var held = await ledger.HoldAsync(run, ct);
        if (!held.Succeeded) return held.Error;

        var checkpoint = JsonSerializer.Deserialize<RescoreCheckpoint>(held.Value.Checkpoint, JobLedger.Json)!;
        if (checkpoint.Ended || held.Value.Status is JobStatus.Cancelling) return new StepTaken(GoOn: false);

        var batch = await rescore.NextAsync(await scoring.ProfileAsync(ct), clock.GetUtcNow(), checkpoint.After, ct);
        var advanced = Note(held.Value, run, batch);
        if (!advanced.Succeeded) return advanced.Error;

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new StepTaken(GoOn: batch.Last is not null);
    }

    private Result<Done> Note(BackgroundJob job, JobRun run, RescoredBatch batch)
    {
        if (batch.Written > 0) job.Announce(new LeadsRescored(run.OrganizationId, run.JobId));
        var checkpoint = new RescoreCheckpoint(batch.Last ?? default, Ended: batch.Last is null);
        var counts = new RescoreCounts(job.Succeeded + batch.Written);
        return job.Advance(
            run.Lease, new JobProgress(batch.Written, 0, 0), JsonSerializer.Serialize(checkpoint, JobLedger.Json), JsonSerializer.Serialize(counts, JobLedger.Json), clock.GetUtcNow());
    }
}
