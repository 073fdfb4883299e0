using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.Conventions;
using Npgsql;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Reads across organizations: row-level security shows a user their own memberships and the organizations of those, whatever organization is current.</summary>
internal sealed class Companies(IDbContextFactory<NexusDbContext> contexts, [FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source) : ICompanies
{
    private static readonly string[] Tenant = [TenantConvention.TenantFilter];

    public async Task<IReadOnlyList<Company>> OfAsync(Guid userId, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(new ActorIdentity(ActorKind.User, Organization: null, userId, Session: null));
        await using var db = (await contexts.CreateDbContextAsync(ct)).Enter(actor, dispatcher: null);
        return await (
            from m in db.Set<Membership>().IgnoreQueryFilters(Tenant)
            join o in db.Set<Organization>().IgnoreQueryFilters(Tenant) on m.OrganizationId equals o.Id
            where m.UserId == userId && m.Status == MembershipStatus.Active
            orderby o.Name, o.Id
            select new Company(o.Id, o.Name, o.Slug, o.TimeZone, o.Currency, new MemberRole(m.Role, m.CustomRoleId))).ToListAsync(ct);
    }

    /// <summary>Asked as the job role, which sees all organizations. The unique index has the last word.</summary>
    public async Task<string> FreeSlugAsync(string name, CancellationToken ct)
    {
        var plain = Slug.From(name);
        await using var command = source.CreateCommand("select slug from organizations where slug = $1 or slug like $2");
        command.Parameters.AddWithValue(plain);
        command.Parameters.AddWithValue($"{plain[..Math.Min(plain.Length, Slug.MaxLength - 6)]}%");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) taken.Add(reader.GetString(0));
        }

        return Enumerable.Range(1, taken.Count + 1).Select(attempt => Slug.From(name, attempt)).First(slug => !taken.Contains(slug));
    }
}
