using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NexusCrm.Application.ApiKeys;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>
/// What a member or an API key may do: the permissions of the role, read at most every <see cref="Lifetime"/> and at once after a change of members or roles. Null when the session has
/// ended, the key was revoked, or the membership is not active.
/// </summary>
public sealed class MemberAccess(IDbContextFactory<NexusDbContext> contexts, SessionCache sessions, ApiKeyCache keys) : IActorAccessSource, IDisposable
{
    /// <summary>How long a change may go unnoticed where the notification is lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <inheritdoc />
    public async ValueTask<ActorAccess?> OfAsync(ActorIdentity identity, CancellationToken ct) => identity switch
    {
        { Kind: ActorKind.Job } => ActorAccess.Everything,
        { Kind: ActorKind.User, User: { } user, Organization: { } organization } => await OfPersonAsync(user, organization, identity.Session, ct),
        { Kind: ActorKind.ApiKey, Principal: { } key, Organization: { } organization } => await OfKeyAsync(key, organization, ct),
        _ => null,
    };

    /// <summary>Looks everyone up again the next time.</summary>
    public void ForgetAll() => _cache.Clear();

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private async Task<ActorAccess?> OfPersonAsync(Guid user, Guid organization, Guid? sessionId, CancellationToken ct)
    {
        var session = sessionId is { } id ? await sessions.FindAsync(id, user, organization, ct) : null;
        if (sessionId is not null && session is null) return null;
        var access = await HeldAsync(user, organization, ct);
        return access is not null && session?.ViewsAs is { } role ? await ViewedAsync(access, role, organization, ct) : access;
    }

    private async Task<ActorAccess?> OfKeyAsync(Guid keyId, Guid organization, CancellationToken ct)
    {
        var key = await keys.FindAsync(organization, keyId, ct);
        return key is not null && await HeldAsync(key.UserId, organization, ct) is { } maker ? ApiKeyScopes.Limit(maker, key.Scopes) : null;
    }

    private async Task<ActorAccess?> HeldAsync(Guid user, Guid organization, CancellationToken ct)
    {
        if (_cache.TryGetValue((user, organization), out ActorAccess? known)) return known;
        await using var db = await OpenAsync(organization, ct);
        var held = await db.Set<Membership>().Where(m => m.UserId == user && m.Status == MembershipStatus.Active).Select(m => new { m.Role, m.CustomRoleId }).SingleOrDefaultAsync(ct);
        var access = held is null ? null : await GrantedAsync(db, new MemberRole(held.Role, held.CustomRoleId), ct);
        Keep((user, organization), access);
        return access;
    }

    /// <summary>One's own access limited to that of a role; to nothing when the role is gone.</summary>
    private async Task<ActorAccess> ViewedAsync(ActorAccess own, MemberRole role, Guid organization, CancellationToken ct)
    {
        if (!_cache.TryGetValue((organization, role), out ActorAccess? viewed))
        {
            await using var db = await OpenAsync(organization, ct);
            Keep((organization, role), viewed = await GrantedAsync(db, role, ct));
        }

        var limit = viewed ?? ActorAccess.None with { RoleName = "a role that was deleted" };
        return own.LimitedTo(limit.Permissions, limit.Scope) with { ViewingAs = limit.RoleName };
    }

    private static async Task<ActorAccess?> GrantedAsync(NexusDbContext db, MemberRole role, CancellationToken ct)
    {
        if (role.CustomRoleId is not { } id) return new ActorAccess(role, RolePermissions.Of(role.Role), RolePermissions.ScopeOf(role.Role), []) { RoleName = RoleNames.Of(role.Role) };
        var own = await db.Set<CustomRole>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return own is null ? null : new ActorAccess(role, own.Permissions.ToHashSet(StringComparer.Ordinal), own.RecordScope, []) { RoleName = own.Name };
    }

    private async Task<NexusDbContext> OpenAsync(Guid organizationId, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(ActorIdentity.Job(organizationId));
        return (await contexts.CreateDbContextAsync(ct)).Enter(actor, dispatcher: null);
    }

    private void Keep(object key, object? value) => _cache.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });
}
