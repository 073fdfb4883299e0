using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Bulk;

/// <summary>Does something to many records: up to 200 at once, more as a job. Which records is fixed here, before the first is changed (rule X3).</summary>
[RequiresPermissionOfMessage]
public sealed record StartBulkActionCommand(string RecordType, BulkOrder Order, BulkSelection Selection, bool DryRun) : ICommand<BulkStarted>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => BulkActions.PermissionOf(RecordType, Order.Action);
}

/// <summary>A bulk action that is done, or queued.</summary>
/// <param name="Job">The job; ended already when the action is done.</param>
/// <param name="Results">What became of each record, or null when it is queued.</param>
public sealed record BulkStarted(JobState Job, IReadOnlyList<BulkRowResult>? Results);

internal sealed class StartBulkActionCommandHandler(INexusDbContext db, IBulkLoad load, JobLedger ledger, BulkTargets targets, TimeProvider clock) : ICommandHandler<StartBulkActionCommand, BulkStarted>
{
    /// <summary>Up to here the caller waits.</summary>
    private const int AtOnceMax = 200;

    public async Task<Result<BulkStarted>> Handle(StartBulkActionCommand command, CancellationToken cancellationToken)
    {
        if (targets.Find(command.RecordType) is not { } target) return Error.NotFound("The record type");
        if (command.Selection.Problem() is { } problem) return problem;
        var allowed = await target.CheckAsync(command.Order, cancellationToken);
        if (!allowed.Succeeded) return allowed.Error;
        var selected = await target.SelectAsync(command.Order, command.Selection, cancellationToken);
        if (!selected.Succeeded) return selected.Error;
        if (target.MostOf(command.Order) is { } most && selected.Value.Count > most) return Error.Invalid("ids", $"At most {most} records can be handled by '{command.Order.Action}' at once.");

        await using var transaction = await db.BeginAsync(cancellationToken);
        var job = ledger.Queue(command.DryRun ? BulkCheck.CheckKind : BulkWork.BulkKind, command.RecordType, command.Order);
        List<BulkRow> rows = [.. selected.Value.Select((id, index) => new BulkRow(job.OrganizationId, job.Id, index + 1, id))];
        // The rows refer to the job, and what an action saves on its way must not take it along.
        await db.SaveChangesAsync(cancellationToken);
        var results = rows.Count <= AtOnceMax ? await DoAsync(target, command, job, rows, cancellationToken) : null;
        if (results is null) await QueueAsync(target, command, job, rows, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new BulkStarted(JobState.Of.Compile()(job), results);
    }

    private async Task<IReadOnlyList<BulkRowResult>> DoAsync(IBulkTarget target, StartBulkActionCommand command, BackgroundJob job, List<BulkRow> rows, CancellationToken ct)
    {
        var (lease, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        job.Start(lease, holderIsGone: false, now);
        job.Expect(lease, rows.Count);
        await target.ApplyAsync(command.Order, rows, job.CreatedAt, job.CreatedBy, command.DryRun, ct);
        BulkBooks.Note(db, job, lease, rows, now);
        job.Finish(lease, now);
        db.Set<BulkRow>().AddRange(rows);
        return [.. rows.Select(r => new BulkRowResult(r.RecordId, r.Outcome!.Value, r.Code, r.Message))];
    }

    /// <summary>The many rows go in together, those refused already that the actor may not see.</summary>
    private async Task QueueAsync(IBulkTarget target, StartBulkActionCommand command, BackgroundJob job, List<BulkRow> rows, CancellationToken ct)
    {
        if (command.Selection.Ids is not null)
        {
            var visible = await target.VisibleOfAsync(command.Order, rows.ConvertAll(r => r.RecordId), ct);
            foreach (var row in rows.Where(r => !visible.Contains(r.RecordId))) row.NotFound(target.Type.Label);
        }

        foreach (var chunk in rows.Chunk(20_000)) await load.InsertAsync(chunk, ct);
        job.ExpectQueued(rows.Count);
    }
}

/// <summary>Counts rows into their job.</summary>
internal static class BulkBooks
{
    /// <summary>Advances a job by rows that are done, and keeps the refused ones for its failure file.</summary>
    public static Result<Done> Note(INexusDbContext db, BackgroundJob job, Guid lease, IReadOnlyList<BulkRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows.Where(r => r.Outcome is BulkOutcome.Failed)) db.Set<JobFailure>().Add(new JobFailure(job.OrganizationId, job.Id, row.Row, null, row.Code!, row.Message!));
        var progress = new JobProgress(rows.Count(r => r.Outcome is BulkOutcome.Ok), rows.Count(r => r.Outcome is BulkOutcome.Skipped), rows.Count(r => r.Outcome is BulkOutcome.Failed));
        var sum = job.Progress.Plus(progress);
        var checkpoint = new BulkCheckpoint(rows.Count == 0 ? 0 : rows[^1].Row);
        return job.Advance(
            lease, progress, JsonSerializer.Serialize(checkpoint, JobLedger.Json), JsonSerializer.Serialize(new BulkCounts(sum.Succeeded, sum.Skipped, sum.Failed), JobLedger.Json), now);
    }
}

/// <summary>The outcome of a bulk action so far.</summary>
internal sealed record BulkCounts(long Succeeded, long Skipped, long Failed);

/// <summary>Where a bulk action goes on from.</summary>
internal sealed record BulkCheckpoint(long LastRow = 0);
