using NexusCrm.Application.Common.Access;

namespace NexusCrm.Application.ApiKeys;

/// <summary>What an API key can be allowed at all: everything but members, roles and keys, whatever its maker may.</summary>
public static class ApiKeyScopes
{
    private static readonly HashSet<string> PeopleOnly =
        new(StringComparer.Ordinal) { Permissions.Settings.ReadMembers, Permissions.Settings.ManageMembers, Permissions.Settings.Roles, Permissions.Settings.ApiKeys };

    /// <summary>The permissions that can be scopes, in the order of <see cref="Permissions.All"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Permissions.All.Where(p => !PeopleOnly.Contains(p))];

    /// <summary>What a key with these scopes may do now for a member with this access.</summary>
    public static ActorAccess Limit(ActorAccess maker, IReadOnlyList<string> scopes) =>
        maker.LimitedTo(scopes.Where(s => !PeopleOnly.Contains(s)).ToHashSet(StringComparer.Ordinal), maker.Scope) with { Role = null };
}
