using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores leads by the organization's profile.</summary>
internal sealed class LeadScoring(LeadRules rules, TimeProvider clock)
{
    /// <summary>The score that the facts give now.</summary>
    public async Task<LeadScore> OfAsync(LeadFacts facts, CancellationToken ct) => LeadScore.Of(facts, await ProfileAsync(ct), clock.GetUtcNow());

    /// <summary>The organization's profile.</summary>
    public ValueTask<ScoringProfile> ProfileAsync(CancellationToken ct) => rules.ScoringAsync(ct);
}
