using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>A session as requests and circuits need it.</summary>
/// <param name="Id">Session id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="OrganizationId">Where it works.</param>
/// <param name="Kind">How its credential is carried.</param>
/// <param name="IsPersistent">Web: the cookie outlives the browser.</param>
/// <param name="TokenExpiresAt">Until when the credential is good.</param>
/// <param name="TokenHash">SHA-256 of the credential.</param>
/// <param name="ViewAsRole">The role as which the person looks at the product, or null.</param>
/// <param name="ViewAsCustomRoleId">The organization's own role as which the person looks at the product, or null.</param>
public sealed record LiveSession(
    Guid Id, Guid UserId, Guid OrganizationId, SessionKind Kind, bool IsPersistent, DateTimeOffset TokenExpiresAt, byte[] TokenHash, Role? ViewAsRole, Guid? ViewAsCustomRoleId)
{
    /// <summary>The role as which the person looks at the product, or null.</summary>
    public MemberRole? ViewsAs => ViewAsRole is { } role ? new MemberRole(role, ViewAsCustomRoleId) : null;
}

/// <summary>Finds the session behind a credential on every request, through a cache of <see cref="Lifetime"/> that is emptied at once when a session ends here or on another node.</summary>
public sealed class SessionCache(IDbContextFactory<NexusDbContext> contexts, TimeProvider clock) : IDisposable
{
    /// <summary>How long an ended session may be believed where the notification is lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private long _generation;

    /// <summary>The live session of a credential, or null: unknown, ended, expired, or of another kind.</summary>
    public async Task<LiveSession?> AuthenticateAsync(string token, SessionKind kind, string? address, CancellationToken ct)
    {
        if (token.Length > 100) return null;
        var hash = Secret.Hash(token);
        var key = Convert.ToHexString(hash);
        if (!_cache.TryGetValue(key, out Guid id))
        {
            var found = await LoadAsync(s => s.TokenHash == hash, ct);
            if (found is null) return null;
            await NoteSeenAsync(found.Id, address, ct);
            Keep(key, id = found.Id);
        }

        var session = await FindAsync(id, ct);
        return session is not null && session.Kind == kind && CryptographicOperations.FixedTimeEquals(session.TokenHash, hash) && session.TokenExpiresAt > clock.GetUtcNow() ? session : null;
    }

    /// <summary>The open session of this user and organization, or null. An open circuit outlives its access token, not its session.</summary>
    public async Task<LiveSession?> FindAsync(Guid sessionId, Guid userId, Guid organizationId, CancellationToken ct)
    {
        var session = await FindAsync(sessionId, ct);
        return session is not null && session.UserId == userId && session.OrganizationId == organizationId ? session : null;
    }

    /// <summary>Reads a session from the database the next time.</summary>
    public void Forget(Guid sessionId)
    {
        Interlocked.Increment(ref _generation);
        _cache.Remove(sessionId);
    }

    /// <summary>Reads everything from the database the next time.</summary>
    public void ForgetAll()
    {
        Interlocked.Increment(ref _generation);
        _cache.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private async Task<LiveSession?> FindAsync(Guid id, CancellationToken ct)
    {
        if (_cache.TryGetValue(id, out LiveSession? known)) return known;
        var generation = Interlocked.Read(ref _generation);
        var session = await LoadAsync(s => s.Id == id, ct);
        // What was read before a session ended must not be kept after it.
        if (session is not null && generation == Interlocked.Read(ref _generation)) Keep(id, session);
        return session;
    }

    private async Task<LiveSession?> LoadAsync(System.Linq.Expressions.Expression<Func<Session, bool>> which, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<Session>().Where(s => s.EndedAt == null).Where(which)
            .Select(s => new LiveSession(s.Id, s.UserId, s.OrganizationId, s.Kind, s.IsPersistent, s.TokenExpiresAt, s.TokenHash, s.ViewAsRole, s.ViewAsCustomRoleId)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Once a minute at most: last seen, and a browser's session slides.</summary>
    private async Task NoteSeenAsync(Guid id, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (before, persistent, browser) = (now - SeenEvery, now + SessionTimes.Persistent, now + SessionTimes.Browser);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Set<Session>().Where(s => s.Id == id && s.EndedAt == null && s.LastSeenAt <= before && s.TokenExpiresAt > now).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.LastSeenAt, now)
            .SetProperty(s => s.Address, s => address ?? s.Address)
            .SetProperty(s => s.TokenExpiresAt, s => s.Kind != SessionKind.Web ? s.TokenExpiresAt : s.IsPersistent ? persistent : browser), ct);
    }

    private void Keep(object key, object value) => _cache.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });
}

/// <summary>How long credentials are good.</summary>
public static class SessionTimes
{
    /// <summary>An access token.</summary>
    public static readonly TimeSpan Access = TimeSpan.FromMinutes(15);

    /// <summary>A refresh token that is not used.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromDays(30);

    /// <summary>An API session, however often it is refreshed.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromDays(90);

    /// <summary>A browser that is remembered, without use.</summary>
    public static readonly TimeSpan Persistent = TimeSpan.FromDays(14);

    /// <summary>A browser that is not remembered, without use.</summary>
    public static readonly TimeSpan Browser = TimeSpan.FromHours(12);
}
