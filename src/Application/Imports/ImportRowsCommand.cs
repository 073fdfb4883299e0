using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Imports;

/// <summary>Imports one batch of rows and notes it as done, in one transaction: it is in with all its rows, failures and counts, or not at all.</summary>
/// <param name="Order">The rows.</param>
/// <param name="IsReplay">True for rows of a dry run that are counted already and only fill its memory again after a restart.</param>
[JobsOnly]
[AuditedAs(AuditAction.Imported)]
public sealed record ImportRowsCommand(ImportBatchOrder Order, bool IsReplay = false) : ICommand<StepTaken>;

internal sealed class ImportRowsCommandHandler(INexusDbContext db, ILocks locks, JobLedger ledger, IBulkLoad load, ImportTargets targets, TimeProvider clock)
    : ICommandHandler<ImportRowsCommand, StepTaken>
{
    public async Task<Result<StepTaken>> Handle(ImportRowsCommand command, CancellationToken cancellationToken)
    {
        var (order, run) = (command.Order, command.Order.Run);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var held = await ledger.HoldAsync(run, cancellationToken);
        if (!held.Succeeded) return held.Error;
        if (held.Value.Status is JobStatus.Cancelling) return new StepTaken(GoOn: false);

        // Two imports of one record type take turns by the batch, so that neither misses what the other just added.
        if (!order.IsDryRun) await locks.NamedAsync($"import:{run.RecordType}", cancellationToken);
        var outcome = await targets.Find(run.RecordType)!.ImportAsync(order, cancellationToken);
        if (command.IsReplay) return new StepTaken(GoOn: true);

        var noted = await NoteAsync(held.Value, order, outcome, cancellationToken);
        if (!noted.Succeeded) return noted.Error;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StepTaken(GoOn: true);
    }

    private async Task<Result<Done>> NoteAsync(BackgroundJob job, ImportBatchOrder order, BatchOutcome outcome, CancellationToken ct)
    {
        await load.InsertAsync([.. outcome.Refused.Select(row => Failure(row, order))], ct);
        var counts = outcome.Counts;
        if (!order.IsDryRun && counts.Created + counts.Updated > 0)
        {
            db.Set<ImportBatch>().Add(new ImportBatch(job.OrganizationId, job.Id, order.Rows[^1].Number, outcome.CreatedIds, JsonSerializer.Serialize(outcome.Before, JobLedger.Json)));
            job.Announce(new RecordsImported(job.OrganizationId, job.Id, job.RecordType!));
        }

        var sum = JsonSerializer.Deserialize<ImportCounts>(job.Result, JobLedger.Json)!.Plus(counts);
        return job.Advance(
            order.Run.Lease, new JobProgress(counts.Created + counts.Updated, counts.Skipped, counts.Failed), JsonSerializer.Serialize(new ImportCheckpoint(order.Rows[^1].Number), JobLedger.Json),
            JsonSerializer.Serialize(sum, JobLedger.Json), clock.GetUtcNow());
    }

    /// <summary>One line of the failure file: several problems joined, column and code of the first.</summary>
    private static JobFailure Failure(RefusedRow row, ImportBatchOrder order)
    {
        var first = row.Problems[0];
        return new JobFailure(order.Run.OrganizationId, order.Run.JobId, row.Number, HeaderOf(first), first.Code, string.Join("; ", row.Problems.Select(Text)));

        string? HeaderOf(RowProblem problem) => problem.Field is null ? null : order.Mapping.HeaderOf(problem.Field) ?? problem.Field;
        string Text(RowProblem problem) => HeaderOf(problem) is { } header ? $"{header}: {problem.Message}" : problem.Message;
    }
}
