using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations;

/// <summary>What every organization has from its first day: its owner, a scoring profile and a pipeline.</summary>
internal sealed class Founding(INexusDbContext db, ICompanies companies)
{
    /// <summary>The details of a new organization, with a free slug made of its name.</summary>
    public async Task<OrganizationDetails> DetailsAsync(string name, string? uen, CancellationToken ct) =>
        new() { Name = name, Slug = await companies.FreeSlugAsync(name, ct), Uen = uen };

    /// <summary>Adds the organization and saves. The actor must work in it already.</summary>
    public async Task<Result<Done>> FoundAsync(Organization organization, UserProfile owner, DateTimeOffset at, CancellationToken ct)
    {
        var membership = Membership.Join(organization.Id, owner.Id, owner.DisplayName, owner.Email, Role.Owner, at, owner.Id);
        if (!membership.Succeeded) return membership.Error;

        db.Set<Organization>().Add(organization);
        db.Set<Membership>().Add(membership.Value);
        db.Set<ScoringProfile>().Add(ScoringProfile.Default(organization.Id, at, owner.Id));
        db.Set<Pipeline>().Add(Pipeline.Default(organization.Id, at, owner.Id));
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
