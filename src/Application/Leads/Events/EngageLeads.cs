using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Events;

/// <summary>A completed call, e-mail or meeting engages the leads it is about: they are scored again (rule L13), and a new one that was reached out to counts as contacted.</summary>
internal sealed class EngageLeads(INexusDbContext db, LeadScoring scoring, TimeProvider clock) : IDomainEventHandler<ActivityCompleted>
{
    public async Task HandleAsync(ActivityCompleted happened, CancellationToken ct)
    {
        if (happened.Kind is ActivityKind.Note or ActivityKind.Task) return;
        foreach (var about in happened.About.Where(r => r.Type is RecordType.Lead)) await EngageAsync(about.Id, happened, ct);
    }

    private async Task EngageAsync(Guid leadId, ActivityCompleted happened, CancellationToken ct)
    {
        if (await db.Leads.FindAsync([happened.OrganizationId, leadId], ct) is not { } lead) return;

        lead.RecordEngagement(happened.CompletedAt);
        if (happened.Direction is ActivityDirection.Outbound && lead.Status is LeadStatus.New) lead.MarkContacted(clock.GetUtcNow(), by: null);
        lead.SetScore(await scoring.OfAsync(LeadFacts.Of(lead), ct));
    }
}
