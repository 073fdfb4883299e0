using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Says what a lead scores now, and why, without saving it.</summary>
/// <param name="LeadId">The lead.</param>
[Requires(Permissions.Leads.Read)]
public sealed record ExplainLeadScoreQuery(Guid LeadId) : IQuery<LeadScore>;

internal sealed class ExplainLeadScoreQueryHandler(INexusDbContext db, IActor actor, LeadScoring scoring) : IQueryHandler<ExplainLeadScoreQuery, LeadScore>
{
    public async Task<Result<LeadScore>> Handle(ExplainLeadScoreQuery query, CancellationToken ct)
    {
        var facts = await db.Leads.Where(LeadVisibility.To(actor)).Where(l => l.Id == query.LeadId).Select(ScoredFacts.Projection).SingleOrDefaultAsync(ct);
        return facts is null ? LeadErrors.NotFound : await scoring.OfAsync(facts, ct);
    }
}
