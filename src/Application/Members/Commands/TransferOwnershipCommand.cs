using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Makes another active member an owner; the one who does it becomes an administrator.</summary>
/// <param name="UserId">The new owner.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record TransferOwnershipCommand(Guid? UserId) : ICommand<Done>;

internal sealed class TransferOwnershipCommandHandler(INexusDbContext db, MemberChanges members, IActor actor, TimeProvider clock) : ICommandHandler<TransferOwnershipCommand, Done>
{
    public async Task<Result<Done>> Handle(TransferOwnershipCommand command, CancellationToken ct)
    {
        if (!actor.Access.IsOwner) return MemberErrors.OwnersOnly;

        await using var transaction = await db.BeginAsync(ct);
        await members.LockAsync(ct);
        var giver = await members.FindAsync(actor.UserId!.Value, ct);
        // Asked again under the lock: somebody may have taken the ownership away meanwhile.
        if (!giver.Succeeded || !giver.Value.IsActiveOwner) return MemberErrors.OwnersOnly;
        var taker = await members.FindAsync(command.UserId ?? Guid.Empty, ct);
        if (!taker.Succeeded || taker.Value.Status is not MembershipStatus.Active) return Error.Invalid("userId", "not found");
        if (taker.Value == giver.Value) return Done.Value;

        var taken = Hand(giver.Value, taker.Value);
        if (!taken.Succeeded) return taken.Error;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    /// <summary>First taken, then given: there is an owner at every moment.</summary>
    private Result<Done> Hand(Membership giver, Membership taker)
    {
        var now = clock.GetUtcNow();
        var taken = taker.ChangeRole(Role.Owner, otherOwners: 1, now, actor.UserId);
        return taken.Succeeded ? giver.ChangeRole(Role.Admin, otherOwners: 1, now, actor.UserId) : taken.Error;
    }
}
