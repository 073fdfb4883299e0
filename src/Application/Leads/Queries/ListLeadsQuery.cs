using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Reads a page of the leads that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
[Requires(Permissions.Leads.Read)]
public sealed record ListLeadsQuery(ListRequest Request) : IQuery<Page<LeadRecord>>;

internal sealed class ListLeadsQueryHandler(INexusDbContext db, IActor actor, LeadFields fields, RecordList list, LeadRecords records)
    : IQueryHandler<ListLeadsQuery, Page<LeadRecord>>
{
    public async Task<Result<Page<LeadRecord>>> Handle(ListLeadsQuery query, CancellationToken ct)
    {
        var visible = db.Leads.AsNoTracking().Where(LeadVisibility.To(actor));
        var page = await list.PageAsync(fields, visible, query.Request, LeadRecord.Projection, ct);
        return page.Succeeded ? page.Value with { Rows = await records.NamedAsync(page.Value.Rows, ct) } : page;
    }
}
