using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Queries;

/// <summary>One view that the actor sees.</summary>
[SignedIn("a view is seen by its owner or by the organization; its record type's permission is checked on it", KeysToo = true)]
public sealed record GetViewQuery(Guid Id) : IQuery<ViewItem>;

/// <summary>A view as its viewer has it.</summary>
/// <param name="Id">Id.</param>
/// <param name="RecordType">Key of the record type.</param>
/// <param name="Details">What its maker set.</param>
/// <param name="IsDefault">True when the viewer's list opens with it.</param>
/// <param name="OwnerId">Who made it.</param>
/// <param name="InvalidClauses">What of its filter and order does not hold any more.</param>
/// <param name="Version">Version, for <c>If-Match</c>.</param>
public sealed record ViewItem(Guid Id, string RecordType, ViewDetails Details, bool IsDefault, Guid OwnerId, IReadOnlyList<InvalidClause> InvalidClauses, int Version)
{
    internal static ViewItem Of(SavedView view, Guid? preferred, ViewCatalogue catalogue) =>
        new(view.Id, view.RecordType, view.Details(), view.Id == preferred, view.OwnerId, catalogue.InvalidClausesOf(view.RecordType, view.Filter, view.Sort), view.Version);
}

internal sealed class GetViewQueryHandler(INexusDbContext db, IActor actor, ViewAccess access, ViewCatalogue catalogue) : IQueryHandler<GetViewQuery, ViewItem>
{
    public async Task<Result<ViewItem>> Handle(GetViewQuery query, CancellationToken ct)
    {
        var view = await access.FindAsync(query.Id, ct);
        if (!view.Succeeded) return view.Error;

        var preferred = await db.Set<DefaultView>().AnyAsync(d => d.UserId == actor.UserId && d.ViewId == query.Id, ct);
        return ViewItem.Of(view.Value, preferred ? query.Id : null, catalogue);
    }
}
