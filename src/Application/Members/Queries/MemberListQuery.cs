using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Queries;

/// <summary>The members of the current organization by name, for owner pickers and the settings page.</summary>
/// <param name="Status">Only those in this state, or null for all.</param>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record MemberListQuery(MembershipStatus? Status = null) : IQuery<IReadOnlyList<MemberRow>>;

/// <summary>A member.</summary>
/// <param name="Id">User id: what owner fields hold.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Role">Role.</param>
/// <param name="Status">Whether the member can act.</param>
/// <param name="JoinedAt">When the membership began.</param>
public sealed record MemberRow(Guid Id, string Name, string Email, Role Role, MembershipStatus Status, DateTimeOffset JoinedAt);

internal sealed class MemberListQueryHandler(INexusDbContext db) : IQueryHandler<MemberListQuery, IReadOnlyList<MemberRow>>
{
    public async Task<Result<IReadOnlyList<MemberRow>>> Handle(MemberListQuery query, CancellationToken ct) => await db.Set<Membership>()
        .Where(m => query.Status == null || m.Status == query.Status)
        .OrderBy(m => m.DisplayName).ThenBy(m => m.Id)
        .Select(m => new MemberRow(m.UserId, m.DisplayName, m.Email, m.Role, m.Status, m.CreatedAt))
        .ToListAsync(ct);
}
