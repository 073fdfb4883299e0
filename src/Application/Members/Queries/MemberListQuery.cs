using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Queries;

/// <summary>The members of the current organization by name, for owner pickers and the settings page. Former members are not among them.</summary>
/// <param name="Status">Only those in this state, or null for all.</param>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record MemberListQuery(MembershipStatus? Status = null) : IQuery<IReadOnlyList<MemberRow>>;

/// <summary>A member.</summary>
/// <param name="Id">User id: what owner fields hold.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Role">Role.</param>
/// <param name="RoleName">What people call the role.</param>
/// <param name="Status">Whether the member can act.</param>
/// <param name="JoinedAt">When the membership began.</param>
/// <param name="Version">What <c>If-Match</c> compares.</param>
public sealed record MemberRow(Guid Id, string Name, string Email, MemberRole Role, string RoleName, MembershipStatus Status, DateTimeOffset JoinedAt, int Version)
{
    internal static MemberRow Of(Membership m, string roleName) => new(m.UserId, m.DisplayName, m.Email, m.Holds, roleName, m.Status, m.CreatedAt, m.Version);
}

internal sealed class MemberListQueryHandler(INexusDbContext db) : IQueryHandler<MemberListQuery, IReadOnlyList<MemberRow>>
{
    public async Task<Result<IReadOnlyList<MemberRow>>> Handle(MemberListQuery query, CancellationToken ct)
    {
        var members = await db.Set<Membership>().AsNoTracking()
            .Where(m => m.Status != MembershipStatus.Removed && (query.Status == null || m.Status == query.Status))
            .OrderBy(m => m.DisplayName).ThenBy(m => m.Id).ToListAsync(ct);
        var own = await db.Set<CustomRole>().AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, ct);
        return members.ConvertAll(m => MemberRow.Of(m, m.CustomRoleId is { } id ? own[id] : RoleNames.Of(m.Role)));
    }
}

/// <summary>One member of the current organization.</summary>
/// <param name="UserId">The user.</param>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record MemberQuery(Guid UserId) : IQuery<MemberRow>;

internal sealed class MemberQueryHandler(INexusDbContext db, RoleBook roles) : IQueryHandler<MemberQuery, MemberRow>
{
    public async Task<Result<MemberRow>> Handle(MemberQuery query, CancellationToken ct)
    {
        var member = await db.Set<Membership>().AsNoTracking().SingleOrDefaultAsync(m => m.UserId == query.UserId && m.Status != MembershipStatus.Removed, ct);
        return member is null ? MemberErrors.NotFound : MemberRow.Of(member, (await roles.FindAsync(member.Holds, ct))!.Name);
    }
}
