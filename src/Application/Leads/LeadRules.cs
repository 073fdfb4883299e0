using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Leads;

/// <summary>What the organization decided about its leads: who gets new ones, and how they are scored. One statement reads both, once per operation.</summary>
internal sealed class LeadRules(INexusDbContext db, IActor actor, TimeProvider clock)
{
    private AssignmentSettings? _assignment;
    private ScoringProfile? _scoring;

    /// <summary>The default assignment; nobody while the organization is being founded.</summary>
    public async ValueTask<AssignmentSettings> AssignmentAsync(CancellationToken ct)
    {
        if (_assignment is null) await ReadAsync(ct);
        return _assignment!;
    }

    /// <summary>The scoring profile; one that is founded in this very save is not stored yet.</summary>
    public async ValueTask<ScoringProfile> ScoringAsync(CancellationToken ct)
    {
        _scoring ??= db.ScoringProfiles.Local.FirstOrDefault();
        if (_scoring is null) await ReadAsync(ct);
        return _scoring!;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var organization = actor.OrganizationId;
        var stored = await (
            from o in db.Set<Organization>().AsNoTracking()
            where o.Id == organization
            from p in db.Set<ScoringProfile>().AsNoTracking().Where(p => p.OrganizationId == o.Id).DefaultIfEmpty()
            select new { o.AssignmentMode, o.AssignmentOwnerId, o.AssignmentMemberIds, Profile = p }).SingleOrDefaultAsync(ct);
        _assignment = stored is null ? AssignmentSettings.Nobody : new AssignmentSettings(stored.AssignmentMode, stored.AssignmentOwnerId, stored.AssignmentMemberIds);
        _scoring ??= stored?.Profile ?? ScoringProfile.Default(organization, clock.GetUtcNow(), null);
    }
}
