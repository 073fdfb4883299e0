using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Queries;

/// <summary>The views of a record type that the actor sees: pinned first, then by name.</summary>
[RequiresPermissionOfMessage]
public sealed record ListViewsQuery(string RecordType) : IQuery<IReadOnlyList<ViewItem>>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => RecordPermissions.ReadOf(RecordType);
}

internal sealed class ListViewsQueryHandler(INexusDbContext db, IActor actor, RecordTypes types, ViewCatalogue catalogue) : IQueryHandler<ListViewsQuery, IReadOnlyList<ViewItem>>
{
    public async Task<Result<IReadOnlyList<ViewItem>>> Handle(ListViewsQuery query, CancellationToken ct)
    {
        if (types.Find(query.RecordType) is null) return Error.Invalid("recordType", "There is no such record type.");

        var views = await db.Set<SavedView>().AsNoTracking().Where(ViewAccess.VisibleTo(actor.UserId)).Where(v => v.RecordType == query.RecordType)
            .OrderByDescending(v => v.Pinned).ThenBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(ct);
        var preferred = await db.Set<DefaultView>().Where(d => d.UserId == actor.UserId && d.RecordType == query.RecordType).Select(d => (Guid?)d.ViewId).SingleOrDefaultAsync(ct);
        return views.Select(v => ViewItem.Of(v, preferred, catalogue)).ToList();
    }
}
