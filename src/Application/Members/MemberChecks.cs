using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>Questions about members that other features ask.</summary>
internal static class MemberChecks
{
    /// <summary>True when the user takes part in the current organization and can be given records.</summary>
    public static Task<bool> IsActiveMemberAsync(this INexusDbContext db, Guid userId, CancellationToken ct) =>
        db.Set<Membership>().AnyAsync(m => m.UserId == userId && m.Status == MembershipStatus.Active, ct);
}
