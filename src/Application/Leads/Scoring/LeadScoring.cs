using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores leads by the organization's profile.</summary>
internal sealed class LeadScoring(INexusDbContext db, IActor actor, TimeProvider clock)
{
    private ScoringProfile? _profile;

    /// <summary>The score that the facts give now.</summary>
    public async Task<LeadScore> OfAsync(LeadFacts facts, CancellationToken ct) => LeadScore.Of(facts, await ProfileAsync(ct), clock.GetUtcNow());

    /// <summary>The organization's profile, read once per operation; one that is founded in this very save is not stored yet.</summary>
    public async Task<ScoringProfile> ProfileAsync(CancellationToken ct) => _profile ??=
        db.ScoringProfiles.Local.FirstOrDefault()
        ?? await db.ScoringProfiles.AsNoTracking().FirstOrDefaultAsync(ct)
        ?? ScoringProfile.Default(actor.OrganizationId, clock.GetUtcNow(), null);
}
