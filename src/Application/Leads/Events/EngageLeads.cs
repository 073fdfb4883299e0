using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Events;

/// <summary>A completed call, e-mail or meeting engages the leads it is about: they are scored again (rule L13), and a new one that was reached out to counts as contacted.</summary>
internal sealed class EngageLeads(INexusDbContext db, ILocks locks, LeadScoring scoring, TimeProvider clock) : IDomainEventHandler<ActivityCompleted>
{
    public async Task HandleAsync(ActivityCompleted happened, CancellationToken ct)
    {
        if (happened.Kind is ActivityKind.Note or ActivityKind.Task) return;
        var leads = happened.About.Where(r => r.Type is RecordType.Lead).Select(r => r.Id).ToList();
        if (leads.Count == 0) return;

        // Before the activity's own row is written: a conversion locks in the same order, the lead before its activities.
        await locks.ForUpdateAsync<Lead>(leads, ct);
        foreach (var id in leads) await EngageAsync(id, happened, ct);
    }

    private async Task EngageAsync(Guid leadId, ActivityCompleted happened, CancellationToken ct)
    {
        if (await db.Leads.FindAsync([happened.OrganizationId, leadId], ct) is not { } lead) return;

        lead.RecordEngagement(happened.CompletedAt);
        if (happened.Direction is ActivityDirection.Outbound && lead.Status is LeadStatus.New) lead.MarkContacted(clock.GetUtcNow(), by: null);
        lead.SetScore(await scoring.OfAsync(LeadFacts.Of(lead), ct));
    }
}
