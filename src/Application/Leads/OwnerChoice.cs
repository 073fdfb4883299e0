using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads;

/// <summary>Whether the actor may give a lead to somebody: oneself always, others with the permission to assign, and only members who can act.</summary>
internal sealed class OwnerChoice(INexusDbContext db, IActor actor)
{
    /// <summary>Checks a choice; null is nobody.</summary>
    public async Task<Result<Done>> CheckAsync(Guid? ownerId, CancellationToken ct)
    {
        if (ownerId != actor.UserId && !actor.May(Permissions.Leads.Assign))
            return Error.Forbidden("You do not have permission to give leads to others.").With("permission", Permissions.Leads.Assign);
        if (ownerId is { } owner && !await db.IsActiveMemberAsync(owner, ct)) return Error.Invalid("ownerId", "not found");
        return Done.Value;
    }
}
