using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations.Queries;

/// <summary>The current organization.</summary>
[SignedIn("every member may see the organization they work in", KeysToo = true)]
public sealed record OrganizationQuery : IQuery<OrganizationProfile>;

internal sealed class OrganizationQueryHandler(INexusDbContext db) : IQueryHandler<OrganizationQuery, OrganizationProfile>
{
    public async Task<Result<OrganizationProfile>> Handle(OrganizationQuery query, CancellationToken ct)
    {
        var organization = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(ct);
        return organization is null ? OrganizationErrors.NotFound : OrganizationProfile.Of(organization);
    }
}
