using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Takes an invitation back; its link is no good any more.</summary>
/// <param name="InvitationId">Which.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record RevokeInvitationCommand(Guid InvitationId) : ICommand<Done>;

internal sealed class RevokeInvitationCommandHandler(INexusDbContext db, IActor actor, TimeProvider clock) : ICommandHandler<RevokeInvitationCommand, Done>
{
    public async Task<Result<Done>> Handle(RevokeInvitationCommand command, CancellationToken ct)
    {
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == command.InvitationId, ct);
        if (invitation is null) return InvitationErrors.NotFound;

        var revoked = invitation.Revoke(clock.GetUtcNow(), actor.UserId);
        if (!revoked.Succeeded) return revoked.Error;
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
