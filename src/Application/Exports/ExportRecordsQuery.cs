using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Exports;

/// <summary>Writes the records that a list shows into a file: same filter, order, visibility and columns.</summary>
/// <param name="RecordType">Key of the record type.</param>
/// <param name="Request">Which records, which columns, which format.</param>
/// <param name="Target">Where the file goes; untouched when the export is refused.</param>
[RequiresPermissionOfMessage]
public sealed record ExportRecordsQuery(string RecordType, ExportRequest Request, IExportTarget Target) : IQuery<ExportedFile>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => $"{RecordType}.export";
}

internal sealed class ExportRecordsQueryHandler(IEnumerable<IExportSource> sources, ExportSlots slots, IActor actor, IReadLog log) : IQueryHandler<ExportRecordsQuery, ExportedFile>
{
    private static readonly Error TooMany = new("too_many_exports", "Your organization runs several exports already. Try again when one has ended.", ErrorKind.TooMany);

    public async Task<Result<ExportedFile>> Handle(ExportRecordsQuery query, CancellationToken cancellationToken)
    {
        if (sources.SingleOrDefault(s => s.RecordType == query.RecordType) is not { } source) return Error.NotFound("The record type");
        using var slot = slots.Take(actor.OrganizationId);
        if (slot is null) return TooMany;

        await log.ExportedAsync(query.RecordType, WireNames<ExportFormat>.Of(query.Request.Format), query.Request.Columns, query.Request.List.Condition, cancellationToken);
        return await source.WriteAsync(query.Request, query.Target, cancellationToken);
    }
}
