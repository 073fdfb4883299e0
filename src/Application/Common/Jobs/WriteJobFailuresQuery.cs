using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Writes the failure file of a job: the rows as they came, with <c>row, column, code, message</c> after them, so that it can be corrected and imported again (rule C8).</summary>
/// <param name="JobId">The job.</param>
/// <param name="Target">Where the file goes; untouched when the job is not found.</param>
[SignedIn("A member reads the failures of the jobs it asked for; others' need jobs.manage, which the handler checks.", KeysToo = true)]
public sealed record WriteJobFailuresQuery(Guid JobId, IExportTarget Target) : IQuery<ExportedFile>;

internal sealed class WriteJobFailuresQueryHandler(INexusDbContext db, IActor actor, IEnumerable<IFailedRows> sources) : IQueryHandler<WriteJobFailuresQuery, ExportedFile>
{
    private static readonly string[] OwnColumns = ["row", "column", "code", "message"];

    public async Task<Result<ExportedFile>> Handle(WriteJobFailuresQuery query, CancellationToken cancellationToken)
    {
        var job = await db.Set<BackgroundJob>().AsNoTracking().Where(JobVisibility.To(actor)).SingleOrDefaultAsync(j => j.Id == query.JobId, cancellationToken);
        if (job is null) return JobErrors.NotFound;

        var source = sources.FirstOrDefault(s => s.Kinds.Contains(job.Kind));
        using var rows = source is null ? null : await source.OpenAsync(job, cancellationToken);
        var shown = Shown(rows?.Headers ?? []);
        ExportColumn[] columns = [.. shown.Select(i => rows!.Headers[i]).Concat(OwnColumns).Select(h => new ExportColumn(h, h, FieldType.Text))];
        await using var writer = new CsvWriter(query.Target.Begin("text/csv; charset=utf-8", $"{job.Type}-failures.csv"), columns);
        return await WriteAsync(writer, job.Id, rows, shown, cancellationToken);
    }

    /// <summary>Both sides come in the order of the rows and are read side by side, whatever their number.</summary>
    private async Task<ExportedFile> WriteAsync(CsvWriter writer, Guid jobId, FailedRows? rows, int[] shown, CancellationToken ct)
    {
        using var source = rows?.Rows.GetEnumerator();
        var written = 0L;
        await foreach (var failure in db.Set<JobFailure>().AsNoTracking().Where(f => f.JobId == jobId).OrderBy(f => f.Row).AsAsyncEnumerable().WithCancellation(ct))
        {
            var cells = CellsOf(source, failure.Row);
            await writer.WriteAsync([.. shown.Select(i => i < cells.Count ? cells[i] : ""), failure.Row, failure.Column, failure.Code, failure.Message], ct);
            written++;
        }

        await writer.CompleteAsync(ct);
        return new ExportedFile(written);
    }

    private static IReadOnlyList<string> CellsOf(IEnumerator<(long Row, IReadOnlyList<string> Cells)>? source, long row)
    {
        while (source?.MoveNext() == true)
        {
            if (source.Current.Row == row) return source.Current.Cells;
        }

        return [];
    }

    /// <summary>All columns but those that an earlier failure file put behind them.</summary>
    private static int[] Shown(IReadOnlyList<string> headers)
    {
        var own = headers.Count > OwnColumns.Length && headers.TakeLast(OwnColumns.Length).SequenceEqual(OwnColumns, StringComparer.OrdinalIgnoreCase) ? OwnColumns.Length : 0;
        return [.. Enumerable.Range(0, headers.Count - own)];
    }
}
