using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Exports;

/// <summary>A record type that can be exported.</summary>
public interface IExportSource
{
    /// <summary>Key of the record type.</summary>
    string RecordType { get; }

    /// <summary>Writes records that the actor may see.</summary>
    Task<Result<ExportedFile>> WriteAsync(ExportRequest request, IExportTarget target, CancellationToken ct);
}

/// <summary>Exports any record type.</summary>
/// <param name="export">Writes the file.</param>
/// <param name="type">The record type.</param>
/// <param name="visible">The records that the actor may see.</param>
internal sealed class ExportSource<T>(RecordExport export, RecordType<T> type, Func<IQueryable<T>> visible) : IExportSource
    where T : class, IIdentified
{
    public string RecordType => type.Key;

    public Task<Result<ExportedFile>> WriteAsync(ExportRequest request, IExportTarget target, CancellationToken ct) => export.WriteAsync(type, visible(), request, target, ct);
}
