using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Imports;

/// <summary>Takes an import back (rule C9), the last batch first: what it created goes to the recycle bin, what it changed becomes what it was, and what somebody changed since stays and is reported.</summary>
internal sealed class ImportUndo : IJobWork
{
    public const string UndoImportKind = "import_undo";

    public string Kind => UndoImportKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        while (true)
        {
            var step = await useCases.Send(new UndoImportBatchCommand(run), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) return Done.Value;
        }
    }
}

/// <summary>Takes back the last batch of an import that is not taken back yet.</summary>
[JobsOnly]
[AuditedAs(AuditAction.Undone)]
public sealed record UndoImportBatchCommand(JobRun Run) : ICommand<StepTaken>;

/// <summary>The outcome of an undo so far.</summary>
internal sealed record UndoCounts(long Undone, long Conflicts, long Gone);

/// <summary>Where an undo goes on from.</summary>
/// <param name="BeforeRow">The first row of what is taken back already; null at the start.</param>
internal sealed record UndoCheckpoint(long? BeforeRow = null);

internal sealed class UndoImportBatchCommandHandler(INexusDbContext db, JobLedger ledger, ImportTargets targets, TimeProvider clock) : ICommandHandler<UndoImportBatchCommand, StepTaken>
{
    public async Task<Result<StepTaken>> Handle(UndoImportBatchCommand command, CancellationToken cancellationToken)
    {
        var run = command.Run;
        await using var transaction = await db.BeginAsync(cancellationToken);
        var held = await ledger.HoldAsync(run, cancellationToken);
        if (!held.Succeeded) return held.Error;
        if (held.Value.Status is JobStatus.Cancelling || await NextAsync(held.Value, run, cancellationToken) is not { } batch) return new StepTaken(GoOn: false);

        var importedAt = await db.Set<BackgroundJob>().Where(j => j.Id == batch.JobId).Select(j => j.CreatedAt).SingleAsync(cancellationToken);
        var undone = await targets.Find(run.RecordType)!.UndoAsync(run, importedAt, batch, cancellationToken);
        var advanced = Note(held.Value, run, batch, undone);
        if (!advanced.Succeeded) return advanced.Error;

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StepTaken(GoOn: true);
    }

    private Task<ImportBatch?> NextAsync(BackgroundJob job, JobRun run, CancellationToken ct)
    {
        var import = run.Asked<UndoPayload>().JobId;
        var before = JsonSerializer.Deserialize<UndoCheckpoint>(job.Checkpoint, JobLedger.Json)!.BeforeRow ?? long.MaxValue;
        return db.Set<ImportBatch>().AsNoTracking().Where(b => b.JobId == import && b.LastRow < before).OrderByDescending(b => b.LastRow).FirstOrDefaultAsync(ct);
    }

    private Result<Done> Note(BackgroundJob job, JobRun run, ImportBatch batch, UndoneBatch undone)
    {
        var row = job.Progress.Failed;
        foreach (var id in undone.Conflicts)
            db.Set<JobFailure>().Add(new JobFailure(run.OrganizationId, run.JobId, ++row, "id", "changed_since", $"The record {id} was changed after the import and was left as it is."));

        job.Announce(new RecordsImported(run.OrganizationId, run.JobId, run.RecordType!));
        var counts = JsonSerializer.Deserialize<UndoCounts>(job.Result, JobLedger.Json)!;
        counts = new UndoCounts(counts.Undone + undone.Undone, counts.Conflicts + undone.Conflicts.Count, counts.Gone + undone.Gone);
        return job.Advance(
            run.Lease, new JobProgress(undone.Undone, undone.Gone, undone.Conflicts.Count), JsonSerializer.Serialize(new UndoCheckpoint(batch.LastRow), JobLedger.Json),
            JsonSerializer.Serialize(counts, JobLedger.Json), clock.GetUtcNow());
    }
}
