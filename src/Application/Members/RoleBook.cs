using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>A role and what it may do.</summary>
/// <param name="Role">The role.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Permissions">What it may do, in the order of <see cref="Common.Access.Permissions.All"/>.</param>
/// <param name="RecordScope">Which records it sees.</param>
/// <param name="Holders">How many members have it.</param>
/// <param name="Version">What <c>If-Match</c> compares; 1 for the product's.</param>
public sealed record RoleDefinition(MemberRole Role, string Name, IReadOnlyList<string> Permissions, RecordScope RecordScope, int Holders, int Version)
{
    /// <summary>True for one of the product's.</summary>
    public bool IsSystem => Role.CustomRoleId is null;

    /// <summary>How it is named outside.</summary>
    public string Key => RoleKeys.Of(Role);
}

/// <summary>The roles of the current organization, and who may give them.</summary>
internal sealed class RoleBook(INexusDbContext db, IActor actor)
{
    /// <summary>All roles: the product's, then the organization's own by name.</summary>
    public async Task<IReadOnlyList<RoleDefinition>> ListAsync(CancellationToken ct)
    {
        var holders = (await db.Set<Membership>().Where(m => m.Status != MembershipStatus.Removed)
            .GroupBy(m => new { m.Role, m.CustomRoleId }).Select(g => new { g.Key.Role, g.Key.CustomRoleId, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(g => new MemberRole(g.Role, g.CustomRoleId), g => g.Count);
        var own = await db.Set<CustomRole>().AsNoTracking().OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(ct);
        return [.. RoleKeys.System.Select(r => System(r, holders.GetValueOrDefault(r))), .. own.Select(r => Own(r, holders.GetValueOrDefault(MemberRole.Own(r.Id))))];
    }

    /// <summary>The role of a key, or null.</summary>
    public async Task<RoleDefinition?> FindAsync(string? key, CancellationToken ct) =>
        RoleKeys.Parse(key) is { } role ? await FindAsync(role, ct) : null;

    /// <summary>A role with what it may do, or null.</summary>
    public async Task<RoleDefinition?> FindAsync(MemberRole role, CancellationToken ct)
    {
        var holders = await db.Set<Membership>().CountAsync(m => m.Status != MembershipStatus.Removed && m.Role == role.Role && m.CustomRoleId == role.CustomRoleId, ct);
        if (role.CustomRoleId is not { } id) return System(role.Role, holders);
        var own = await db.Set<CustomRole>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return own is null ? null : Own(own, holders);
    }

    /// <summary>True when the actor may give the role to somebody, or take it away: it may do no more than the actor, and ownership is the owners'.</summary>
    public bool MayGive(RoleDefinition role)
    {
        if (role.Role.Role is Role.Owner) return actor.Access.IsOwner;
        return role.RecordScope <= actor.Access.Scope && role.Permissions.All(actor.May);
    }

    private static RoleDefinition System(Role role, int holders) => new(role, RoleNames.Of(role), Ordered(RolePermissions.Of(role)), RolePermissions.ScopeOf(role), holders, 1);

    private static RoleDefinition Own(CustomRole role, int holders) => new(MemberRole.Own(role.Id), role.Name, Ordered(role.Permissions.ToHashSet(StringComparer.Ordinal)), role.RecordScope, holders, role.Version);

    private static List<string> Ordered(IReadOnlySet<string> permissions) => [.. Permissions.All.Where(permissions.Contains)];
}
