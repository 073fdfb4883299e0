using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores leads by the organization's profile.</summary>
internal sealed class LeadScoring(INexusDbContext db, TimeProvider clock)
{
    private ScoringProfile? _profile;

    /// <summary>The score that the facts give now.</summary>
    public async Task<LeadScore> OfAsync(LeadFacts facts, CancellationToken ct) => LeadScore.Of(facts, await ProfileAsync(ct), clock.GetUtcNow());

    /// <summary>The organization's profile, read once per operation.</summary>
    private async Task<ScoringProfile> ProfileAsync(CancellationToken ct) => _profile ??= await db.ScoringProfiles.AsNoTracking().SingleAsync(ct);
}
