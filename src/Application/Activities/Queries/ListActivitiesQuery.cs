using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Queries;

/// <summary>Reads a page of activities: those the actor sees, or all those about one record that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
/// <param name="About">The record; null for any.</param>
[Requires(Permissions.Activities.Read)]
public sealed record ListActivitiesQuery(ListRequest Request, RecordReference? About = null) : IQuery<Page<ActivityRecord>>;

internal sealed class ListActivitiesQueryHandler(INexusDbContext db, ActivityRecords records, RecordReferences references, ActivityFields fields)
    : IQueryHandler<ListActivitiesQuery, Page<ActivityRecord>>
{
    public async Task<Result<Page<ActivityRecord>>> Handle(ListActivitiesQuery query, CancellationToken ct)
    {
        if (query.About is not { } about) return await records.PageAsync(fields, records.Visible, query.Request, ct);

        if (await references.MissingAsync("recordId", about, ct) is not null) return Error.NotFound("The record");
        var source = db.Set<Activity>().Where(a => a.Links.Any(l => l.RecordType == about.Type && l.RecordId == about.Id));
        return await records.PageAsync(fields, source, query.Request, ct);
    }
}
