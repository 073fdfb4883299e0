using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Imports;

namespace NexusCrm.Application.Imports;

/// <summary>A record type that can be imported. What is generic over them stands in <see cref="ImportTarget{T}"/>.</summary>
public interface IImportTarget
{
    /// <summary>Its field catalogue.</summary>
    IRecordType Type { get; }

    /// <summary>Keys of the fields that can find existing records; the first is the default.</summary>
    IReadOnlyList<string> MatchKeys { get; }

    /// <summary>Imports rows within the caller's transaction, or, on a dry run, finds out what would come of them.</summary>
    Task<BatchOutcome> ImportAsync(ImportBatchOrder order, CancellationToken ct);

    /// <summary>Takes back what one batch wrote, within the caller's transaction and save.</summary>
    /// <param name="run">The undo.</param>
    /// <param name="importedAt">When the import was asked for: the stamp of all that it wrote.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="ct">Cancels.</param>
    Task<UndoneBatch> UndoAsync(JobRun run, DateTimeOffset importedAt, ImportBatch batch, CancellationToken ct);
}

/// <summary>Rows to import.</summary>
/// <param name="Run">The job.</param>
/// <param name="Plan">How.</param>
/// <param name="Mapping">Which column is which field.</param>
/// <param name="Rows">The rows in the order of the file.</param>
/// <param name="Seen">On a dry run, the keys of earlier rows, which are not in the database; the batch adds its own. Null on a real run.</param>
public sealed record ImportBatchOrder(JobRun Run, ImportPlan Plan, ColumnMapping Mapping, IReadOnlyList<ImportRow> Rows, SeenKeys? Seen)
{
    /// <summary>True when a column or a default gives the field.</summary>
    public bool Names(string field) => Mapping.ColumnOf(field) is not null || Plan.Defaults.ContainsKey(field);

    /// <summary>What stands in the column of a field or is its default: every text once.</summary>
    public IReadOnlyCollection<string> TextsOf(string field)
    {
        var cells = Mapping.ColumnOf(field) is { } column ? Rows.Where(r => column < r.Record.Cells.Length).Select(r => r.Record.Cells[column].Trim()) : [];
        return cells.Append(Plan.Defaults.GetValueOrDefault(field) ?? "").Where(t => t.Length > 0).Select(FormulaSafety.Restore).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True when nothing may be written.</summary>
    public bool IsDryRun => Seen is not null;
}

/// <summary>A row that was refused, with all that is wrong with it.</summary>
public sealed record RefusedRow(long Number, IReadOnlyList<RowProblem> Problems);

/// <summary>What became of a batch.</summary>
/// <param name="Counts">How many of what.</param>
/// <param name="Refused">The refused rows.</param>
/// <param name="CreatedIds">The new records.</param>
/// <param name="Before">How changed records were before.</param>
public sealed record BatchOutcome(ImportCounts Counts, IReadOnlyList<RefusedRow> Refused, IReadOnlyList<Guid> CreatedIds, IReadOnlyList<BeforeImage> Before);

/// <summary>How a record was before a job changed it.</summary>
/// <param name="Id">The record.</param>
/// <param name="Image">How it was, as JSON of the record type's own shape.</param>
public sealed record BeforeImage(Guid Id, string Image);

/// <summary>What became of the undo of a batch.</summary>
/// <param name="Undone">Records taken back.</param>
/// <param name="Conflicts">Records left alone because somebody changed them since.</param>
/// <param name="Gone">How many were not there any more.</param>
public sealed record UndoneBatch(int Undone, IReadOnlyList<Guid> Conflicts, int Gone);
