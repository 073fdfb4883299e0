using System.Collections.Concurrent;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Members;

namespace NexusCrm.TestKit.Nexus;

/// <summary>Gives test members the permissions of their role without sign-in and sessions, which have tests of their own.</summary>
internal sealed class TestMembers : IActorAccessSource
{
    private readonly ConcurrentDictionary<(Guid Organization, Guid User), Role> _roles = new();

    public void Add(Guid organization, Guid user, Role role) => _roles[(organization, user)] = role;

    public ValueTask<ActorAccess?> OfAsync(ActorIdentity identity, CancellationToken ct) => ValueTask.FromResult(identity switch
    {
        { Kind: ActorKind.Job } => ActorAccess.Everything,
        { Organization: { } organization, User: { } user } when _roles.TryGetValue((organization, user), out var role) =>
            new ActorAccess(role, RolePermissions.Of(role), RolePermissions.ScopeOf(role), []),
        _ => null,
    });
}
