using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>What a member may do: the permissions of the role, read at most every <see cref="Lifetime"/> and at once after a change of members. Null when the session has ended or the membership is not active.</summary>
public sealed class MemberAccess(IDbContextFactory<NexusDbContext> contexts, SessionCache sessions) : IActorAccessSource, IDisposable
{
    /// <summary>How long a change may go unnoticed where the notification is lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <inheritdoc />
    public async ValueTask<ActorAccess?> OfAsync(ActorIdentity identity, CancellationToken ct)
    {
        if (identity.Kind is ActorKind.Job) return ActorAccess.Everything;
        if (identity is not { Kind: ActorKind.User, User: { } user, Organization: { } organization }) return null;
        if (identity.Session is { } session && !await sessions.IsLiveAsync(session, user, organization, ct)) return null;
        if (_cache.TryGetValue((user, organization), out ActorAccess? known)) return known;

        var access = await LoadAsync(identity, ct);
        _cache.Set((user, organization), access, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });
        return access;
    }

    /// <summary>Looks a member up again the next time.</summary>
    public void Forget(Guid user, Guid organization) => _cache.Remove((user, organization));

    /// <summary>Looks everyone up again the next time.</summary>
    public void ForgetAll() => _cache.Clear();

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private async Task<ActorAccess?> LoadAsync(ActorIdentity identity, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(identity);
        await using var db = (await contexts.CreateDbContextAsync(ct)).Enter(actor, dispatcher: null);
        var role = await db.Set<Membership>().Where(m => m.UserId == identity.User && m.Status == MembershipStatus.Active).Select(m => (Role?)m.Role).SingleOrDefaultAsync(ct);
        return role is { } held ? new ActorAccess(held, RolePermissions.Of(held), RolePermissions.SeesAllRecords(held), []) : null;
    }
}
