using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Mails an invitation again with a new link, good for another seven days; the old link is no good any more.</summary>
/// <param name="InvitationId">Which.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record ResendInvitationCommand(Guid InvitationId) : ICommand<InvitationRow>;

internal sealed class ResendInvitationCommandHandler(INexusDbContext db, RoleBook roles, InvitationSender sender, IActor actor, TimeProvider clock) : ICommandHandler<ResendInvitationCommand, InvitationRow>
{
    public async Task<Result<InvitationRow>> Handle(ResendInvitationCommand command, CancellationToken ct)
    {
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == command.InvitationId, ct);
        if (invitation is null) return InvitationErrors.NotFound;
        var role = (await roles.FindAsync(invitation.Offers, ct))!;
        if (!roles.MayGive(role)) return RoleErrors.BeyondOwn;

        var secret = invitation.Send(clock.GetUtcNow(), actor.UserId);
        if (!secret.Succeeded) return secret.Error;
        await db.SaveChangesAsync(ct);
        await sender.SendAsync(invitation, secret.Value, role.Name, ct);
        return InvitationRow.Of(invitation);
    }
}
