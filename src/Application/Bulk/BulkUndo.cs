using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Bulk;

/// <summary>Takes a bulk action back, the last row first (rule X8); records that somebody changed since stay and are reported.</summary>
internal sealed class BulkUndo : IJobWork
{
    public const string UndoBulkKind = "bulk_undo";

    public string Kind => UndoBulkKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        while (true)
        {
            var step = await useCases.Send(new UndoBulkRowsCommand(run), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) return Done.Value;
        }
    }
}

/// <summary>Takes back the last 500 rows of a bulk action that are not taken back yet.</summary>
[JobsOnly]
[AuditedAs(AuditAction.Undone)]
public sealed record UndoBulkRowsCommand(JobRun Run) : ICommand<StepTaken>;

internal sealed class UndoBulkRowsCommandHandler(INexusDbContext db, JobLedger ledger, BulkTargets targets, TimeProvider clock) : ICommandHandler<UndoBulkRowsCommand, StepTaken>
{
    private const int BatchSize = 500;

    public async Task<Result<StepTaken>> Handle(UndoBulkRowsCommand command, CancellationToken cancellationToken)
    {
        var run = command.Run;
        await using var transaction = await db.BeginAsync(cancellationToken);
        var held = await ledger.HoldAsync(run, cancellationToken);
        if (!held.Succeeded) return held.Error;

        var bulk = run.Asked<UndoPayload>().JobId;
        var before = JsonSerializer.Deserialize<Remainder>(held.Value.Checkpoint, JobLedger.Json)!.BeforeRow ?? long.MaxValue;
        var rows = await db.Set<BulkRow>().AsNoTracking().Where(r => r.JobId == bulk && r.Row < before && r.Before != null).OrderByDescending(r => r.Row).Take(BatchSize).ToListAsync(cancellationToken);
        if (rows.Count == 0 || held.Value.Status is JobStatus.Cancelling) return new StepTaken(GoOn: false);

        var conflicts = await targets.Find(run.RecordType)!.UndoAsync(run, rows, cancellationToken);
        var noted = Note(held.Value, run, rows, conflicts);
        if (!noted.Succeeded) return noted.Error;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StepTaken(GoOn: true);
    }

    private Result<Done> Note(BackgroundJob job, JobRun run, List<BulkRow> rows, IReadOnlyList<BulkRow> conflicts)
    {
        foreach (var row in conflicts)
            db.Set<JobFailure>().Add(new JobFailure(run.OrganizationId, run.JobId, row.Row, "id", "changed_since", $"The record {row.RecordId} was changed after the action and was left as it is."));

        var progress = new JobProgress(rows.Count - conflicts.Count, 0, conflicts.Count);
        var sum = job.Progress.Plus(progress);
        return job.Advance(
            run.Lease, progress, JsonSerializer.Serialize(new Remainder(rows[^1].Row), JobLedger.Json),
            JsonSerializer.Serialize(new BulkUndoCounts(sum.Succeeded, sum.Failed), JobLedger.Json), clock.GetUtcNow());
    }

    /// <summary>Where the undo goes on from: rows before this one; null at the start.</summary>
    private sealed record Remainder(long? BeforeRow = null);

    private sealed record BulkUndoCounts(long Undone, long Conflicts);
}
