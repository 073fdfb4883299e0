using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>What the use cases of own roles share.</summary>
internal sealed class RoleRules(INexusDbContext db, IActor actor)
{
    /// <summary>A refusal of permissions that do not exist, that the actor lacks and would add, or of records that the actor does not see; else null.</summary>
    /// <param name="permissions">What the role is to have.</param>
    /// <param name="scope">What the role is to see.</param>
    /// <param name="before">What it has now.</param>
    public Error? ProblemWith(IReadOnlyList<string> permissions, RecordScope scope, CustomRole? before)
    {
        if (permissions.FirstOrDefault(p => !Permissions.All.Contains(p)) is { } unknown) return Error.Invalid("permissions", $"There is no permission '{Shortened(unknown)}'.");
        var lacking = permissions.FirstOrDefault(p => !actor.May(p) && before?.Permissions.Contains(p) is not true);
        if (lacking is not null) return RoleErrors.BeyondOwn.With("permission", lacking);
        return scope > actor.Access.Scope && scope > (before?.RecordScope ?? RecordScope.Own) ? RoleErrors.BeyondOwn : null;
    }

    /// <summary>True when another role has the name.</summary>
    public async Task<bool> IsTakenAsync(string? name, Guid? except, CancellationToken ct)
    {
        var own = await db.Set<CustomRole>().Where(r => r.Id != except).Select(r => r.Name).ToListAsync(ct);
        return RoleKeys.System.Select(RoleNames.Of).Concat(own).Contains(name?.Trim() ?? "", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>One of the organization's own roles, tracked; refused when it is the product's, is not there, or has changed since the caller saw it.</summary>
    public async Task<Result<CustomRole>> FindAsync(string key, int? version, CancellationToken ct)
    {
        if (RoleKeys.Parse(key) is not { } role) return RoleErrors.NotFound;
        if (role.CustomRoleId is not { } id) return RoleErrors.System;
        var own = await db.Set<CustomRole>().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (own is null) return RoleErrors.NotFound;
        return version is { } seen && seen != own.Version ? Error.Stale(own.Version) : own;
    }

    private static string Shortened(string text) => text.Length <= CustomRole.PermissionMaxLength ? text : text[..CustomRole.PermissionMaxLength];
}
