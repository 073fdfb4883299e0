using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Events;

/// <summary>Scores a lead in the save that added or changed it (rule L13).</summary>
internal sealed class ScoreChangedLead(INexusDbContext db, LeadScoring scoring) : IDomainEventHandler<LeadCreated>, IDomainEventHandler<LeadChanged>
{
    public Task HandleAsync(LeadCreated happened, CancellationToken ct) => ScoreAsync(happened, ct);

    public Task HandleAsync(LeadChanged happened, CancellationToken ct) => ScoreAsync(happened, ct);

    private async Task ScoreAsync(IDomainEvent happened, CancellationToken ct)
    {
        // The lead that raised the event is tracked: no query.
        if (await db.Leads.FindAsync([happened.OrganizationId, happened.RecordId], ct) is not { } lead) return;
        lead.SetScore(await scoring.OfAsync(LeadFacts.Of(lead), ct));
    }
}
