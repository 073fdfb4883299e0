using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Reads how the organization scores its leads; everybody who sees a score may know why.</summary>
[Requires(Permissions.Leads.Read)]
public sealed record GetScoringProfileQuery : IQuery<ScoringRules>;

/// <summary>How an organization scores its leads.</summary>
/// <param name="ProfileVersion">Version of the rules; a score says which it was made with.</param>
/// <param name="Factors">The factors in the order of the breakdown.</param>
/// <param name="Version">What <c>If-Match</c> compares.</param>
public sealed record ScoringRules(int ProfileVersion, IReadOnlyList<ScoringFactor> Factors, int Version);

internal sealed class GetScoringProfileQueryHandler(LeadScoring scoring) : IQueryHandler<GetScoringProfileQuery, ScoringRules>
{
    public async Task<Result<ScoringRules>> Handle(GetScoringProfileQuery query, CancellationToken ct)
    {
        var profile = await scoring.ProfileAsync(ct);
        return new ScoringRules(profile.ProfileVersion, profile.Factors, profile.Version);
    }
}
