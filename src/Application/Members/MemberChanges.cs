using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>Changes one member at a time: the organization's memberships are locked, so that of two who take ownership away at once the second sees what the first did.</summary>
internal sealed class MemberChanges(INexusDbContext db, ILocks locks, RoleBook roles)
{
    private const string Lock = "members";

    /// <summary>Waits until nobody else changes members; held to the end of the transaction.</summary>
    public Task LockAsync(CancellationToken ct) => locks.NamedAsync(Lock, ct);

    /// <summary>Changes a member and saves. Refused for one whose role the actor could not give.</summary>
    /// <param name="userId">Whose membership.</param>
    /// <param name="version">The version the caller saw, or null for any.</param>
    /// <param name="change">Gets the membership and the number of other active owners.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<MemberRow>> ChangeAsync(Guid userId, int? version, Func<Membership, int, Task<Result<Done>>> change, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await LockAsync(ct);
        var found = await FindAsync(userId, ct);
        if (!found.Succeeded) return found.Error;

        var member = found.Value;
        if (version is { } seen && seen != member.Version) return Error.Stale(member.Version);
        if (await roles.FindAsync(member.Holds, ct) is not { } held || !roles.MayGive(held)) return RoleErrors.BeyondOwn;

        var changed = await change(member, await OtherOwnersAsync(userId, ct));
        if (!changed.Succeeded) return changed.Error;
        await db.SaveChangesAsync(ct);
        var row = MemberRow.Of(member, (await roles.FindAsync(member.Holds, ct))!.Name);
        await transaction.CommitAsync(ct);
        return row;
    }

    /// <summary>A member, tracked.</summary>
    public async Task<Result<Membership>> FindAsync(Guid userId, CancellationToken ct) =>
        await db.Set<Membership>().SingleOrDefaultAsync(m => m.UserId == userId && m.Status != MembershipStatus.Removed, ct) is { } member ? member : MemberErrors.NotFound;

    /// <summary>How many active owners there are besides one.</summary>
    public Task<int> OtherOwnersAsync(Guid userId, CancellationToken ct) =>
        db.Set<Membership>().CountAsync(m => m.UserId != userId && m.Role == Role.Owner && m.Status == MembershipStatus.Active, ct);
}
