using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views;

/// <summary>Which views the actor sees and may change. A private view is its owner's alone; the organization's are changed by those who may share views.</summary>
internal sealed class ViewAccess(INexusDbContext db, IActor actor)
{
    /// <summary>Views that the actor sees.</summary>
    public static Expression<Func<SavedView, bool>> VisibleTo(Guid? userId) => view => view.Scope != ViewScope.Private || view.OwnerId == userId;

    /// <summary>A view that the actor sees, of a record type whose records it may read.</summary>
    public async Task<Result<SavedView>> FindAsync(Guid id, CancellationToken ct)
    {
        var view = await db.Set<SavedView>().Where(VisibleTo(actor.UserId)).SingleOrDefaultAsync(v => v.Id == id, ct);
        return view is not null && actor.May(RecordPermissions.Of(view.RecordType).Read) ? view : ViewErrors.NotFound;
    }

    /// <summary>A view that the actor may change or delete.</summary>
    public async Task<Result<SavedView>> FindToChangeAsync(Guid id, CancellationToken ct)
    {
        var view = await FindAsync(id, ct);
        if (!view.Succeeded) return view;
        if (view.Value.Scope is ViewScope.System) return ViewErrors.SystemViewIsFixed;
        return MayHave(view.Value.Scope) is { } refusal ? refusal : view;
    }

    /// <summary>The refusal when the actor may not give views this scope, or null.</summary>
    public Error? MayHave(ViewScope scope) => scope is ViewScope.Organization && !actor.May(Permissions.Records.ShareViews)
        ? Error.Forbidden("You do not have permission to share views.").With("permission", Permissions.Records.ShareViews)
        : null;
}
