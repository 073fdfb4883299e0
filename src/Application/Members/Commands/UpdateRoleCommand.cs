using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Changes one of the organization's own roles; what its holders may do changes at once. Nobody can add more than they have.</summary>
/// <param name="Key">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What its holders may do.</param>
/// <param name="RecordScope">Which records they see.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Common.Access.Permissions.Settings.Roles)]
public sealed record UpdateRoleCommand(string Key, Optional<string?> Name, Optional<IReadOnlyList<string>?> Permissions, Optional<RecordScope> RecordScope, int? Version = null) : ICommand<RoleDefinition>;

internal sealed class UpdateRoleCommandHandler(INexusDbContext db, RoleRules rules, RoleBook roles, IActor actor, TimeProvider clock) : ICommandHandler<UpdateRoleCommand, RoleDefinition>
{
    public async Task<Result<RoleDefinition>> Handle(UpdateRoleCommand command, CancellationToken ct)
    {
        var found = await rules.FindAsync(command.Key, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var role = found.Value;
        var (name, permissions, scope) = (command.Name.Or(role.Name), command.Permissions.Or(role.Permissions) ?? [], command.RecordScope.Or(role.RecordScope));
        if (rules.ProblemWith(permissions, scope, role) is { } problem) return problem;
        if (await rules.IsTakenAsync(name, except: role.Id, ct)) return RoleErrors.NameTaken;

        var changed = role.Change(name, permissions, scope, clock.GetUtcNow(), actor.UserId);
        if (!changed.Succeeded) return changed.Error;
        await db.SaveChangesAsync(ct);
        return (await roles.FindAsync(MemberRole.Own(role.Id), ct))!;
    }
}
