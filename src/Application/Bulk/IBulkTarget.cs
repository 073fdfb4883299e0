using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Bulk;

/// <summary>A record type whose records can be changed many at once. What is generic over them stands in <see cref="BulkTarget{T}"/>.</summary>
public interface IBulkTarget
{
    /// <summary>Its field catalogue.</summary>
    IRecordType Type { get; }

    /// <summary>Refuses an action that does not exist or whose parameters are wrong, before anything is selected.</summary>
    Task<Result<Done>> CheckAsync(BulkOrder order, CancellationToken ct);

    /// <summary>The records that a selection means, in a stable order; refused when it has grown since the caller saw it.</summary>
    Task<Result<IReadOnlyList<Guid>>> SelectAsync(BulkOrder order, BulkSelection selection, CancellationToken ct);

    /// <summary>Most records of one action, where it has to be done at once; null where a job can do it.</summary>
    int? MostOf(BulkOrder order);

    /// <summary>Those of some records that the actor may see. A job sees more than who asked for it, so this is found out before it is queued.</summary>
    Task<IReadOnlySet<Guid>> VisibleOfAsync(BulkOrder order, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Changes the records of some rows and notes in each row what became of it, within the caller's transaction and save. On a dry run the records stay as they are.</summary>
    Task ApplyAsync(BulkOrder order, IReadOnlyList<BulkRow> rows, DateTimeOffset at, Guid? by, bool isDryRun, CancellationToken ct);

    /// <summary>Takes back what was done to some rows, in their order, within the caller's transaction and save; answers the rows whose records somebody changed since.</summary>
    Task<IReadOnlyList<BulkRow>> UndoAsync(JobRun run, IReadOnlyList<BulkRow> rows, CancellationToken ct);
}
