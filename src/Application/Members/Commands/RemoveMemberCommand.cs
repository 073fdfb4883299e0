using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Ends a membership. Records and history keep naming the person; their sessions here end at once. The last active owner stays.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record RemoveMemberCommand(Guid UserId, int? Version = null) : ICommand<Done>;

internal sealed class RemoveMemberCommandHandler(MemberChanges members, ISessions sessions, IActor actor, TimeProvider clock) : ICommandHandler<RemoveMemberCommand, Done>
{
    public async Task<Result<Done>> Handle(RemoveMemberCommand command, CancellationToken ct)
    {
        var removed = await members.ChangeAsync(command.UserId, command.Version, async (member, otherOwners) =>
        {
            var ended = member.Remove(otherOwners, clock.GetUtcNow(), actor.UserId);
            if (ended.Succeeded) await sessions.EndInAsync(actor.OrganizationId, command.UserId, ct);
            return ended;
        }, ct);
        return removed.Succeeded ? Done.Value : removed.Error;
    }
}
