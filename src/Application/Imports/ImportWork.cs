using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Imports;

/// <summary>Imports a file batch by batch, from the first row that is not done. The file stays the truth: whatever happens between two batches, the next attempt reads it again and goes on.</summary>
internal class ImportWork(IFileStore files, ImportTargets targets, ImportLimits limits) : IJobWork
{
    public const string ImportKind = "import";

    /// <summary>Cells of one batch together, in UTF-16 units: rows of a megabyte each must not add up.</summary>
    private const int BatchLength = 16_000_000;

    public virtual string Kind => ImportKind;

    public virtual string? UndoKind => ImportUndo.UndoImportKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        var plan = run.Asked<ImportPlan>();
        var type = targets.Find(run.RecordType)!.Type;
        await using var stream = files.Open(run.OrganizationId, plan.UploadId);
        var file = ImportFile.Open(stream, new MappingSuggestion(type).Knows, plan.Reading);
        if (!file.Succeeded) return file.Error;
        var mapping = ColumnMapping.Of(type, file.Value.Headers, plan.Mapping);
        if (!mapping.Succeeded) return mapping.Error;

        var counted = await CountAsync(file.Value, run, useCases, ct);
        return counted.Succeeded ? await ImportAsync(file.Value, mapping.Value, plan, run, useCases, ct) : counted.Error;
    }

    /// <summary>What the rows of a dry run have shown so far; null when they are stored.</summary>
    protected virtual SeenKeys? Memory() => null;

    /// <summary>Reads the whole file for its form before the first row is stored: a file that breaks off in the middle is refused as a whole, with the line.</summary>
    private async Task<Result<Done>> CountAsync(ImportFile file, JobRun run, IUseCases useCases, CancellationToken ct)
    {
        if (run.Total is not null) return Done.Value;
        var count = file.Count(limits.MaxRows, ct);
        return count.Succeeded ? await useCases.Send(new ExpectRowsCommand(run, count.Value), ct) : count.Error;
    }

    private async Task<Result<Done>> ImportAsync(ImportFile file, ColumnMapping mapping, ImportPlan plan, JobRun run, IUseCases useCases, CancellationToken ct)
    {
        var done = run.From<ImportCheckpoint>().LastRow;
        var memory = Memory();
        foreach (var rows in Batches(file.Rows(), done, memory is not null))
        {
            var order = new ImportBatchOrder(run, plan, mapping, rows, memory);
            var step = await useCases.Send(new ImportRowsCommand(order, IsReplay: rows[0].Number <= done), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) break;
        }

        return Done.Value;
    }

    /// <summary>Batches of rows that are all done or all to be done; done ones only where they are to be read again.</summary>
    private IEnumerable<IReadOnlyList<ImportRow>> Batches(IEnumerable<ImportRow> rows, long done, bool replays)
    {
        var batch = new List<ImportRow>();
        var length = 0;
        foreach (var row in rows)
        {
            if (row.Number <= done && !replays) continue;
            batch.Add(row);
            length += row.Record.Cells.Sum(c => c.Length);
            if (batch.Count < limits.BatchSize && length < BatchLength && row.Number != done) continue;
            yield return batch;
            (batch, length) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }
}

/// <summary>Finds out what an import would do: the same code over the whole file, with nothing stored but the counts and the failures.</summary>
internal sealed class ImportCheck(IFileStore files, ImportTargets targets, ImportLimits limits) : ImportWork(files, targets, limits)
{
    public const string CheckKind = "import_check";

    public override string Kind => CheckKind;

    public override string? UndoKind => null;

    protected override SeenKeys Memory() => new();
}
