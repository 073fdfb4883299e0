using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Mails somebody an invitation to join in a role that may do no more than the one who invites. Whether the address has an account is not told.</summary>
/// <param name="Email">The address.</param>
/// <param name="Role">Key of the role.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record InviteMemberCommand(string? Email, string? Role) : ICommand<InvitationRow>;

internal sealed class InviteMemberCommandValidator : AbstractValidator<InviteMemberCommand>
{
    public InviteMemberCommandValidator()
    {
        RuleFor(c => c.Email).EmailAddress();
        RuleFor(c => c.Role).NotEmpty().WithMessage("A value is required.");
    }
}

internal sealed class InviteMemberCommandHandler(INexusDbContext db, MemberChanges members, IUsers users, RoleBook roles, InvitationSender sender, IActor actor, TimeProvider clock)
    : ICommandHandler<InviteMemberCommand, InvitationRow>
{
    public async Task<Result<InvitationRow>> Handle(InviteMemberCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await members.LockAsync(ct);
        var role = await roles.FindAsync(command.Role, ct);
        if (role is null) return Error.Invalid("role", "not found");
        if (!roles.MayGive(role)) return RoleErrors.BeyondOwn;

        var prepared = await PrepareAsync(command.Email, role.Role, ct);
        if (!prepared.Succeeded) return prepared.Error;

        var secret = prepared.Value.Send(clock.GetUtcNow(), actor.UserId);
        if (!secret.Succeeded) return secret.Error;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await sender.SendAsync(prepared.Value, secret.Value, role.Name, ct);
        return InvitationRow.Of(prepared.Value);
    }

    /// <summary>A new invitation, or the one whose link has expired, with the role that is offered now.</summary>
    private async Task<Result<Invitation>> PrepareAsync(string? email, MemberRole role, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var invited = Invitation.To(actor.OrganizationId, email, role, now, actor.UserId);
        if (!invited.Succeeded) return invited.Error;

        var address = invited.Value.Email;
        if (await IsMemberAsync(address, ct)) return InvitationErrors.AlreadyMember;
        var waiting = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Email == address && i.Status == InvitationStatus.Pending, ct);
        if (waiting is not null && waiting.ExpiresAt > now) return InvitationErrors.AlreadyInvited;
        if (waiting is not null)
        {
            waiting.Offer(role, now, actor.UserId);
            return waiting;
        }

        if (await db.Set<Invitation>().CountAsync(i => i.Status == InvitationStatus.Pending, ct) >= Invitation.MostPending) return InvitationErrors.TooMany;
        db.Set<Invitation>().Add(invited.Value);
        return invited.Value;
    }

    private async Task<bool> IsMemberAsync(string address, CancellationToken ct) =>
        await users.FindByEmailAsync(address, ct) is { } known && await db.Set<Membership>().AnyAsync(m => m.UserId == known.Id && m.Status != MembershipStatus.Removed, ct);
}
