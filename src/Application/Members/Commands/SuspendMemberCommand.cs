using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Keeps a member out until <see cref="ActivateMemberCommand"/>; their sessions here end at once.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record SuspendMemberCommand(Guid UserId, int? Version = null) : ICommand<MemberRow>;

internal sealed class SuspendMemberCommandHandler(MemberChanges members, ISessions sessions, IActor actor, TimeProvider clock) : ICommandHandler<SuspendMemberCommand, MemberRow>
{
    public async Task<Result<MemberRow>> Handle(SuspendMemberCommand command, CancellationToken ct)
    {
        if (command.UserId == actor.UserId) return MemberErrors.Yourself;
        return await members.ChangeAsync(command.UserId, command.Version, async (member, otherOwners) =>
        {
            var suspended = member.Suspend(otherOwners, clock.GetUtcNow(), actor.UserId);
            if (suspended.Succeeded) await sessions.EndInAsync(actor.OrganizationId, command.UserId, ct);
            return suspended;
        }, ct);
    }
}
