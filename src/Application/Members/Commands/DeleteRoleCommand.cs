using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Removes one of the organization's own roles that nobody has and no invitation offers.</summary>
/// <param name="Key">Which.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.Roles)]
public sealed record DeleteRoleCommand(string Key, int? Version = null) : ICommand<Done>;

internal sealed class DeleteRoleCommandHandler(INexusDbContext db, RoleRules rules, MemberChanges members) : ICommandHandler<DeleteRoleCommand, Done>
{
    public async Task<Result<Done>> Handle(DeleteRoleCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await members.LockAsync(ct);
        var found = await rules.FindAsync(command.Key, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var id = found.Value.Id;
        var isHeld = await db.Set<Membership>().AnyAsync(m => m.CustomRoleId == id && m.Status != MembershipStatus.Removed, ct);
        if (isHeld || await db.Set<Invitation>().AnyAsync(i => i.CustomRoleId == id && i.Status == InvitationStatus.Pending, ct)) return RoleErrors.InUse;

        db.Set<CustomRole>().Remove(found.Value);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
