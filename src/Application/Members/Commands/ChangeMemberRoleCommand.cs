using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Gives a member another role, which may do no more than the one who gives it. The last active owner keeps theirs.</summary>
/// <param name="UserId">Whose role.</param>
/// <param name="Role">Key of the role.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record ChangeMemberRoleCommand(Guid UserId, string? Role, int? Version = null) : ICommand<MemberRow>;

internal sealed class ChangeMemberRoleCommandHandler(MemberChanges members, RoleBook roles, IActor actor, TimeProvider clock) : ICommandHandler<ChangeMemberRoleCommand, MemberRow>
{
    public async Task<Result<MemberRow>> Handle(ChangeMemberRoleCommand command, CancellationToken ct) => await members.ChangeAsync(command.UserId, command.Version, async (member, otherOwners) =>
    {
        var role = await roles.FindAsync(command.Role, ct);
        if (role is null) return Error.Invalid("role", "not found");
        return roles.MayGive(role) ? member.ChangeRole(role.Role, otherOwners, clock.GetUtcNow(), actor.UserId) : RoleErrors.BeyondOwn;
    }, ct);
}
