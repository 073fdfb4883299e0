using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Defines a role of the organization's own. Nobody can put more into it than they have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What its holders may do.</param>
/// <param name="RecordScope">Which records they see.</param>
[Requires(Common.Access.Permissions.Settings.Roles)]
public sealed record CreateRoleCommand(string? Name, IReadOnlyList<string> Permissions, RecordScope RecordScope) : ICommand<RoleDefinition>;

internal sealed class CreateRoleCommandHandler(INexusDbContext db, RoleRules rules, RoleBook roles, IActor actor, TimeProvider clock) : ICommandHandler<CreateRoleCommand, RoleDefinition>
{
    public async Task<Result<RoleDefinition>> Handle(CreateRoleCommand command, CancellationToken ct)
    {
        if (rules.ProblemWith(command.Permissions, command.RecordScope, before: null) is { } problem) return problem;
        if (await rules.IsTakenAsync(command.Name, except: null, ct)) return RoleErrors.NameTaken;
        if (await db.Set<CustomRole>().CountAsync(ct) >= CustomRole.Most) return RoleErrors.TooMany;

        var role = CustomRole.Define(actor.OrganizationId, command.Name, command.Permissions, command.RecordScope, clock.GetUtcNow(), actor.UserId);
        if (!role.Succeeded) return role.Error;
        db.Set<CustomRole>().Add(role.Value);
        await db.SaveChangesAsync(ct);
        return (await roles.FindAsync(MemberRole.Own(role.Value.Id), ct))!;
    }
}
