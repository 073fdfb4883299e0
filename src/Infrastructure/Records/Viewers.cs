using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Infrastructure.Records;

/// <summary>The current actor, looking from the organization's zone, which is remembered for a minute.</summary>
internal sealed class Viewers(IActor actor, INexusDbContext db, IMemoryCache cache, TimeProvider clock) : IViewers
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    /// <summary>The product's default (rule G2).</summary>
    private const string DefaultZone = "Asia/Singapore";

    public async ValueTask<Viewer> CurrentAsync(CancellationToken ct)
    {
        var organization = actor.OrganizationId;
        var zone = await cache.GetOrCreateAsync((nameof(Viewers), organization), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return TimeZoneInfo.FindSystemTimeZoneById(await ZoneAsync(organization, ct) ?? DefaultZone);
        });
        return Viewer.At(clock.GetUtcNow(), zone!, actor.UserId);
    }

    private Task<string?> ZoneAsync(Guid organization, CancellationToken ct) =>
        db.Set<Organization>().Where(o => o.Id == organization).Select(o => o.TimeZone).SingleOrDefaultAsync(ct);
}
