using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Activities.Timeline;

/// <summary>Reads the sources of the timeline of an account, contact or deal. An account's includes its contacts and deals, a contact's its deals, as far as the actor sees them (rule A6).</summary>
internal sealed class RecordTimeline(INexusDbContext db, IActor actor, TimelineActors actors)
{
    public async Task<IReadOnlyList<TimelineItem>> ReadAsync(TimelineSubject record, TimelineRequest request, TimelineSlice slice, CancellationToken ct)
    {
        var items = new List<TimelineItem>();
        if (request.Wants(TimelineKind.Activity)) items.AddRange(await ActivitiesAsync(record, slice, ct));
        if (request.Wants(TimelineKind.Status)) items.AddRange(await MovesAsync(record, slice, ct));
        if (request.Wants(TimelineKind.Conversion)) items.AddRange(await ConversionsAsync(record, slice, ct));
        if (request.Wants(TimelineKind.Consent) && record.Type is RecordType.Contact) items.AddRange(await ConsentTimeline.ReadAsync(db, record, slice, ct));
        return await actors.NamedAsync(items, ct);
    }

    /// <summary>The deals whose moves belong to the record.</summary>
    private IQueryable<Deal> Deals(TimelineSubject record)
    {
        Expression<Func<Deal, bool>> belongs = record.Type switch
        {
            RecordType.Deal => deal => deal.Id == record.Id,
            RecordType.Account => deal => deal.AccountId == record.Id,
            RecordType.Contact => deal => deal.Contacts.Any(c => c.ContactId == record.Id),
            _ => throw new InvalidOperationException($"{record.Type} has a timeline of its own."),
        };
        return db.Set<Deal>().Where(RecordVisibility.To<Deal>(actor)).Where(belongs);
    }

    private IQueryable<Guid> About(TimelineSubject record)
    {
        var links = db.Set<ActivityLink>();
        var about = links.Where(l => l.RecordType == record.Type && l.RecordId == record.Id).Select(l => l.ActivityId);
        if (record.Type is RecordType.Deal) return about;

        var deals = Deals(record).Select(d => d.Id);
        about = about.Union(links.Where(l => l.RecordType == RecordType.Deal && deals.Contains(l.RecordId)).Select(l => l.ActivityId));
        if (record.Type is RecordType.Contact) return about;

        var contacts = db.Set<Contact>().Where(RecordVisibility.To<Contact>(actor)).Where(c => c.Accounts.Any(a => a.AccountId == record.Id)).Select(c => c.Id);
        return about.Union(links.Where(l => l.RecordType == RecordType.Contact && contacts.Contains(l.RecordId)).Select(l => l.ActivityId));
    }

    private async Task<IEnumerable<TimelineItem>> ActivitiesAsync(TimelineSubject record, TimelineSlice slice, CancellationToken ct)
    {
        var about = About(record);
        var activities = await slice.OfAsync(
            db.Set<Activity>().AsNoTracking().Where(a => about.Contains(a.Id)), a => a.CompletedAt ?? a.CreatedAt, a => a.Id,
            a => new { a.Id, a.Kind, a.Subject, a.Body, a.Status, a.Outcome, a.CreatedAt, a.CreatedBy, a.CompletedAt, a.CompletedBy, a.DueAt, a.DueOn }, ct);
        return activities.Select(a => new TimelineItem(
            a.Id, TimelineKind.Activity, a.CompletedAt ?? a.CreatedAt, TimelineActor.By(a.CompletedBy ?? a.CreatedBy), a.Subject, a.Body, record,
            TimelineItem.Facts(("activity", WireNames<ActivityKind>.Of(a.Kind)), ("status", WireNames<ActivityStatus>.Of(a.Status)), ("outcome", a.Outcome), ("dueAt", a.DueAt), ("dueOn", a.DueOn))));
    }

    private async Task<IEnumerable<TimelineItem>> MovesAsync(TimelineSubject record, TimelineSlice slice, CancellationToken ct)
    {
        var (deals, stages) = (Deals(record), db.Set<PipelineStage>());
        var moves = await slice.OfAsync(
            db.Set<DealStageChange>().AsNoTracking().Where(c => deals.Any(d => d.Id == c.DealId)), c => c.LeftAt, c => c.Id,
            c => new
            {
                Change = c,
                Deal = deals.Where(d => d.Id == c.DealId).Select(d => d.Name).First(),
                From = stages.Where(s => s.Id == c.FromStageId).Select(s => s.Name).First(),
                To = stages.Where(s => s.Id == c.ToStageId).Select(s => s.Name).First(),
            },
            ct);
        return moves.Select(m => new TimelineItem(
            m.Change.Id, TimelineKind.Status, m.Change.LeftAt, TimelineActor.By(m.Change.By), $"Moved from {m.From} to {m.To}", null, new TimelineSubject(RecordType.Deal, m.Change.DealId, m.Deal),
            TimelineItem.Facts(("from", m.From), ("to", m.To), ("fromStageId", m.Change.FromStageId), ("toStageId", m.Change.ToStageId), ("seconds", m.Change.Seconds))));
    }

    private async Task<IEnumerable<TimelineItem>> ConversionsAsync(TimelineSubject record, TimelineSlice slice, CancellationToken ct)
    {
        var leads = db.Leads;
        var conversions = await slice.OfAsync(
            db.Set<ConversionJournal>().AsNoTracking().Where(j => j.AccountId == record.Id || j.ContactId == record.Id || j.DealId == record.Id), j => j.At, j => j.Id,
            j => new { j.Id, j.At, j.By, j.LeadId, j.AccountId, j.ContactId, j.DealId, Lead = leads.Where(l => l.Id == j.LeadId).Select(l => l.FullName).FirstOrDefault() }, ct);
        return conversions.Select(j => new TimelineItem(
            j.Id, TimelineKind.Conversion, j.At, TimelineActor.By(j.By), j.Lead is null ? "A lead was converted" : $"The lead {j.Lead} was converted", null, record,
            TimelineItem.Facts(("leadId", j.LeadId), ("accountId", j.AccountId), ("contactId", j.ContactId), ("dealId", j.DealId))));
    }
}
