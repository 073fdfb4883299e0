using System.Text.Json;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>How roles are named outside: <c>privacy_officer</c> for one of the product's, the id for one of the organization's own.</summary>
public static class RoleKeys
{
    private static readonly Dictionary<Role, string> Names = Enum.GetValues<Role>().Where(r => r is not Role.Custom).ToDictionary(r => r, r => JsonNamingPolicy.SnakeCaseLower.ConvertName(r.ToString()));

    private static readonly Dictionary<string, Role> Roles = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);

    /// <summary>The product's roles, widest first.</summary>
    public static IReadOnlyList<Role> System { get; } = [.. Names.Keys.Order()];

    /// <summary>The key of a role.</summary>
    public static string Of(MemberRole role) => role.CustomRoleId?.ToString() ?? Names[role.Role];

    /// <summary>The role of a key; null for text that is none. Whether an own role exists is not asked.</summary>
    public static MemberRole? Parse(string? key)
    {
        if (key is null) return null;
        if (Roles.TryGetValue(key, out var role)) return role;
        return Guid.TryParse(key, out var id) ? MemberRole.Own(id) : null;
    }
}

/// <summary>What people call the product's roles.</summary>
public static class RoleNames
{
    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.PrivacyOfficer => "Privacy officer",
        Role.ReadOnly => "Read only",
        _ => role.ToString(),
    };
}
