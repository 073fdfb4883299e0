using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Members;

/// <summary>Reads the names of the current organization's members from the node's cache; one it does not know makes it read them again.</summary>
internal sealed class MemberNames(NexusDbContext db, IActor actor, MemberNameCache cache) : IMemberNames
{
    public async ValueTask<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct)
    {
        if (userIds.Count == 0) return MemberNameCache.None;
        var known = cache.Of(actor.OrganizationId);
        if (known is not null && userIds.All(known.ContainsKey)) return known;

        var read = await db.Set<Membership>().AsNoTracking().ToDictionaryAsync(m => m.UserId, m => m.DisplayName, ct);
        cache.Keep(actor.OrganizationId, read);
        return read;
    }
}

/// <summary>Names of members by organization, forgotten when a member changes on any node.</summary>
internal sealed class MemberNameCache : IDisposable
{
    public static readonly IReadOnlyDictionary<Guid, string> None = new Dictionary<Guid, string>();

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, (IReadOnlyDictionary<Guid, string> Names, long ReadAt)> _names = new();
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;

    public MemberNameCache(IChangeFeed changes, TimeProvider clock)
    {
        _clock = clock;
        _subscription = changes.SubscribeToAll(Forget);
    }

    public IReadOnlyDictionary<Guid, string>? Of(Guid organizationId) =>
        _names.TryGetValue(organizationId, out var entry) && _clock.GetElapsedTime(entry.ReadAt) < KeptFor ? entry.Names : null;

    public void Keep(Guid organizationId, IReadOnlyDictionary<Guid, string> names) => _names[organizationId] = (names, _clock.GetTimestamp());

    public void Dispose() => _subscription.Dispose();

    private Task Forget(Change change)
    {
        if (change.Kind == Change.Resync) _names.Clear();
        else if (change.Concerns("member")) _names.TryRemove(change.OrganizationId, out _);
        return Task.CompletedTask;
    }
}
