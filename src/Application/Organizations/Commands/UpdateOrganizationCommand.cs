using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations.Commands;

/// <summary>Changes what was given about the current organization.</summary>
/// <param name="ExpectedVersion">The version the caller saw, or null to skip the check.</param>
/// <param name="Changes">The changes.</param>
[Requires(Permissions.Settings.Organization)]
public sealed record UpdateOrganizationCommand(int? ExpectedVersion, OrganizationChanges Changes) : ICommand<OrganizationProfile>;

internal sealed class UpdateOrganizationCommandHandler(INexusDbContext db, ICompanies companies, IActor actor, TimeProvider clock)
    : ICommandHandler<UpdateOrganizationCommand, OrganizationProfile>
{
    public async Task<Result<OrganizationProfile>> Handle(UpdateOrganizationCommand command, CancellationToken ct)
    {
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(ct);
        if (organization is null) return OrganizationErrors.NotFound;
        if (command.ExpectedVersion is { } expected && expected != organization.Version) return Error.Stale(organization.Version);

        var details = command.Changes.ApplyTo(organization.Details());
        if (details.Slug is { } slug && slug != organization.Slug && Slug.IsValid(slug) && await companies.FreeSlugAsync(slug, ct) != slug) return OrganizationErrors.SlugTaken;
        if (await StrangerAmongAsync(details.Assignment, ct) is { } field) return Error.Invalid(field, "not found");

        var changed = organization.Change(details, clock.GetUtcNow(), actor.UserId);
        if (!changed.Succeeded) return changed.Error;
        await db.SaveChangesAsync(ct);
        return OrganizationProfile.Of(organization);
    }

    /// <summary>The field that names somebody who is no active member, or null.</summary>
    private async Task<string?> StrangerAmongAsync(AssignmentSettings assignment, CancellationToken ct)
    {
        var named = assignment.MemberIds.Concat(assignment.OwnerId is { } owner ? [owner] : []).Distinct().ToList();
        if (named.Count == 0) return null;
        var members = await db.Set<Membership>().Where(m => named.Contains(m.UserId) && m.Status == MembershipStatus.Active).Select(m => m.UserId).ToListAsync(ct);
        if (assignment.OwnerId is { } wanted && !members.Contains(wanted)) return "assignment.ownerId";
        return assignment.MemberIds.All(members.Contains) ? null : "assignment.memberIds";
    }
}
