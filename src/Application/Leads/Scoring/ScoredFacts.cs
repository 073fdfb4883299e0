using System.Linq.Expressions;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Reads what scoring looks at without loading the lead.</summary>
internal static class ScoredFacts
{
    public static Expression<Func<Lead, LeadFacts>> Projection { get; } = lead => new LeadFacts(
        lead.Email != null,
        lead.Phone != null,
        lead.Company != null,
        lead.Industry != null,
        lead.AnnualRevenue != null,
        lead.Budget != null,
        lead.Rating,
        lead.LastEngagementAt,
        lead.CreatedAt);
}
