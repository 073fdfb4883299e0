using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Bulk;

/// <summary>Works through the rows of a bulk action, batch by batch.</summary>
internal class BulkWork : IJobWork
{
    public const string BulkKind = "bulk";

    public virtual string Kind => BulkKind;

    public virtual string? UndoKind => BulkUndo.UndoBulkKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        while (true)
        {
            var step = await useCases.Send(new ApplyBulkRowsCommand(run), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) return Done.Value;
        }
    }
}

/// <summary>Finds out what a bulk action would do.</summary>
internal sealed class BulkCheck : BulkWork
{
    public const string CheckKind = "bulk_check";

    public override string Kind => CheckKind;

    public override string? UndoKind => null;
}

/// <summary>Changes the next 500 records of a bulk action, in a transaction of its own (rule X4).</summary>
[JobsOnly]
public sealed record ApplyBulkRowsCommand(JobRun Run) : ICommand<StepTaken>;

internal sealed class ApplyBulkRowsCommandHandler(INexusDbContext db, JobLedger ledger, BulkTargets targets, TimeProvider clock) : ICommandHandler<ApplyBulkRowsCommand, StepTaken>
{
    private const int BatchSize = 500;

    public async Task<Result<StepTaken>> Handle(ApplyBulkRowsCommand command, CancellationToken cancellationToken)
    {
        var run = command.Run;
        await using var transaction = await db.BeginAsync(cancellationToken);
        var held = await ledger.HoldAsync(run, cancellationToken);
        if (!held.Succeeded) return held.Error;

        var done = JsonSerializer.Deserialize<BulkCheckpoint>(held.Value.Checkpoint, JobLedger.Json)!.LastRow;
        var rows = await db.Set<BulkRow>().Where(r => r.JobId == run.JobId && r.Row > done).OrderBy(r => r.Row).Take(BatchSize).ToListAsync(cancellationToken);
        if (rows.Count == 0 || held.Value.Status is JobStatus.Cancelling) return new StepTaken(GoOn: false);

        await targets.Find(run.RecordType)!.ApplyAsync(run.Asked<BulkOrder>(), rows, run.QueuedAt, run.RequestedBy, run.Kind == BulkCheck.CheckKind, cancellationToken);
        var noted = BulkBooks.Note(db, held.Value, run.Lease, rows, clock.GetUtcNow());
        if (!noted.Succeeded) return noted.Error;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StepTaken(GoOn: true);
    }
}
