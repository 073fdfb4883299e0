using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Audit;

/// <summary>Reads a page of the organization's audit trail, newest first unless sorted otherwise.</summary>
/// <param name="Request">Which entries, in which order, which page.</param>
[Requires(Permissions.Privacy.ReadAudit)]
public sealed record ListAuditQuery(ListRequest Request) : IQuery<Page<AuditLine>>;

internal sealed class ListAuditQueryHandler(INexusDbContext db, RecordList list, AuditFields fields, AuditLines lines) : IQueryHandler<ListAuditQuery, Page<AuditLine>>
{
    public async Task<Result<Page<AuditLine>>> Handle(ListAuditQuery query, CancellationToken ct)
    {
        var read = await list.PageAsync(fields, db.Set<AuditEntry>(), query.Request, AuditRow.Of, ct);
        if (!read.Succeeded) return read.Error;

        var page = read.Value;
        return new Page<AuditLine>(await lines.OfAsync(page.Rows, ct), page.Next, page.Previous, page.Total, page.TotalIsEstimate);
    }
}
