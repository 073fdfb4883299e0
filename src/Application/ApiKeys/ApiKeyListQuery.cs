using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.ApiKeys;

/// <summary>The organization's API keys that are not revoked, latest first; expired ones are among them.</summary>
[Requires(Permissions.Settings.ApiKeys)]
public sealed record ApiKeyListQuery : IQuery<IReadOnlyList<ApiKeyRow>>;

internal sealed class ApiKeyListQueryHandler(INexusDbContext db) : IQueryHandler<ApiKeyListQuery, IReadOnlyList<ApiKeyRow>>
{
    public async Task<Result<IReadOnlyList<ApiKeyRow>>> Handle(ApiKeyListQuery query, CancellationToken ct) => await db.Set<ApiKey>().AsNoTracking()
        .Where(k => k.RevokedAt == null).OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Id).Select(ApiKeyRow.Projection).ToListAsync(ct);
}
