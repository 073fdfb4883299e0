using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.Credentials;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>An API key as requests need it.</summary>
/// <param name="Id">Key id.</param>
/// <param name="OrganizationId">Where it works.</param>
/// <param name="UserId">The member for whom it acts.</param>
/// <param name="Scopes">What it may do, as far as the member may.</param>
/// <param name="ExpiresAt">From when on it is refused, or null.</param>
public sealed record LiveApiKey(Guid Id, Guid OrganizationId, Guid UserId, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>Finds the key behind a credential on every request, through a cache of <see cref="Lifetime"/> that is emptied when a key is revoked on any node.</summary>
public sealed class ApiKeyCache(IDbContextFactory<NexusDbContext> contexts, TimeProvider clock) : IDisposable
{
    /// <summary>How long a revoked key may be believed where the notification is lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>The live key of a credential, or null: unknown, altered, revoked or expired.</summary>
    public async Task<LiveApiKey?> AuthenticateAsync(string credential, CancellationToken ct)
    {
        if (credential.Length > ApiKey.MaxLength) return null;
        var hash = ApiKey.HashOf(credential);
        if (await OrganizationAsync(hash, ct) is not { } organization) return null;

        var key = await FindAsync(Convert.ToHexString(hash), organization, keys => keys.Where(k => k.KeyHash == hash), ct);
        if (key is null) return null;
        await NoteUsedAsync(key, ct);
        return key;
    }

    /// <summary>The live key with an id, or null.</summary>
    public Task<LiveApiKey?> FindAsync(Guid organizationId, Guid keyId, CancellationToken ct) => FindAsync(keyId, organizationId, keys => keys.Where(k => k.Id == keyId), ct);

    /// <summary>Reads everything from the database the next time.</summary>
    public void ForgetAll() => _cache.Clear();

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private async Task<LiveApiKey?> FindAsync(object cachedAs, Guid organizationId, Func<IQueryable<ApiKey>, IQueryable<ApiKey>> which, CancellationToken ct)
    {
        if (!_cache.TryGetValue(cachedAs, out LiveApiKey? key))
        {
            await using var db = await OpenAsync(organizationId, ct);
            key = await which(db.Set<ApiKey>().Where(k => k.RevokedAt == null)).Select(k => new LiveApiKey(k.Id, k.OrganizationId, k.UserId, k.Scopes, k.ExpiresAt)).SingleOrDefaultAsync(ct);
            Keep(cachedAs, key);
        }

        return key is not null && (key.ExpiresAt is null || key.ExpiresAt > clock.GetUtcNow()) ? key : null;
    }

    private async Task<Guid?> OrganizationAsync(byte[] hash, CancellationToken ct)
    {
        var cachedAs = "organization " + Convert.ToHexString(hash);
        if (_cache.TryGetValue(cachedAs, out Guid? known)) return known;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var organization = await db.Set<CredentialIndexEntry>().Where(e => e.Hash == hash).Select(e => (Guid?)e.OrganizationId).SingleOrDefaultAsync(ct);
        Keep(cachedAs, organization);
        return organization;
    }

    /// <summary>Once a minute at most.</summary>
    private async Task NoteUsedAsync(LiveApiKey key, CancellationToken ct)
    {
        var cachedAs = ("used", key.Id);
        if (_cache.TryGetValue(cachedAs, out _)) return;
        Keep(cachedAs, true);
        var now = clock.GetUtcNow();
        var before = now - UsedEvery;
        await using var db = await OpenAsync(key.OrganizationId, ct);
        await db.Set<ApiKey>().Where(k => k.Id == key.Id && (k.LastUsedAt == null || k.LastUsedAt <= before)).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), ct);
    }

    private async Task<NexusDbContext> OpenAsync(Guid organizationId, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(ActorIdentity.Job(organizationId));
        return (await contexts.CreateDbContextAsync(ct)).Enter(actor, dispatcher: null);
    }

    private void Keep(object key, object? value) => _cache.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });
}
