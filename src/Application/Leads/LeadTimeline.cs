using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Reads the sources of a lead's timeline; only those of the wanted kinds are asked.</summary>
internal sealed class LeadTimeline(INexusDbContext db, IMemberNames members, TimelineActors actors)
{
    public async Task<IReadOnlyList<TimelineItem>> ReadAsync(TimelineSubject lead, TimelineRequest request, TimelineSlice slice, CancellationToken ct)
    {
        var items = new List<TimelineItem>();
        if (request.Wants(TimelineKind.Status, TimelineKind.Conversion)) items.AddRange(await MovesAsync(lead, slice, ct));
        if (request.Wants(TimelineKind.Assignment)) items.AddRange(await AssignmentsAsync(lead, slice, ct));
        if (request.Wants(TimelineKind.Activity)) items.AddRange([.. await ActivitiesAsync(lead, slice, ct), .. await TouchesAsync(lead, slice, ct)]);
        if (request.Wants(TimelineKind.Consent)) items.AddRange(await ConsentTimeline.ReadAsync(db, lead, slice, ct));
        return await actors.NamedAsync(items, ct);
    }

    private async Task<IEnumerable<TimelineItem>> MovesAsync(TimelineSubject lead, TimelineSlice slice, CancellationToken ct)
    {
        var moves = await slice.OfAsync(db.Set<LeadStatusChange>().AsNoTracking().Where(c => c.LeadId == lead.Id), c => c.At, c => c.Id, c => c, ct);
        return moves.Select(c => new TimelineItem(
            c.Id,
            c.To is LeadStatus.Converted || c.From is LeadStatus.Converted ? TimelineKind.Conversion : TimelineKind.Status,
            c.At, TimelineActor.By(c.By), MoveTitle(c), c.Note, lead,
            TimelineItem.Facts(("from", WireNames<LeadStatus>.Of(c.From)), ("to", WireNames<LeadStatus>.Of(c.To)), ("reason", c.Reason is { } reason ? WireNames<DisqualifyReason>.Of(reason) : null))));
    }

    private static string MoveTitle(LeadStatusChange move) => (move.From, move.To) switch
    {
        (_, LeadStatus.Converted) => "Converted",
        (LeadStatus.Converted, _) => "Conversion undone",
        (LeadStatus.Disqualified, LeadStatus.New) => "Reopened",
        _ => $"Moved from {WireNames<LeadStatus>.Of(move.From)} to {WireNames<LeadStatus>.Of(move.To)}",
    };

    private async Task<IEnumerable<TimelineItem>> AssignmentsAsync(TimelineSubject lead, TimelineSlice slice, CancellationToken ct)
    {
        var assignments = await slice.OfAsync(db.Set<LeadAssignment>().AsNoTracking().Where(a => a.LeadId == lead.Id), a => a.At, a => a.Id, a => a, ct);
        var owners = await members.OfAsync([.. assignments.Select(a => a.OwnerId).OfType<Guid>().Distinct()], ct);
        return assignments.Select(a =>
        {
            var owner = a.OwnerId is { } id ? owners.GetValueOrDefault(id) : null;
            return new TimelineItem(
                a.Id, TimelineKind.Assignment, a.At, TimelineActor.By(a.By), a.OwnerId is null ? "Owner removed" : $"Assigned to {owner ?? "a former member"}", null, lead,
                TimelineItem.Facts(("ownerId", a.OwnerId), ("ownerName", owner), ("territoryId", a.TerritoryId), ("manual", a.Manual)));
        });
    }

    private async Task<IEnumerable<TimelineItem>> ActivitiesAsync(TimelineSubject lead, TimelineSlice slice, CancellationToken ct)
    {
        var about = db.Set<ActivityLink>().Where(l => l.RecordType == RecordType.Lead && l.RecordId == lead.Id).Select(l => l.ActivityId);
        var activities = await slice.OfAsync(
            db.Set<Activity>().AsNoTracking().Where(a => about.Contains(a.Id)), a => a.CompletedAt ?? a.CreatedAt, a => a.Id,
            a => new { a.Id, a.Kind, a.Subject, a.Body, a.Status, a.Outcome, a.CreatedAt, a.CreatedBy, a.CompletedAt, a.CompletedBy, a.DueAt, a.DueOn }, ct);
        return activities.Select(a => new TimelineItem(
            a.Id, TimelineKind.Activity, a.CompletedAt ?? a.CreatedAt, TimelineActor.By(a.CompletedBy ?? a.CreatedBy), a.Subject, a.Body, lead,
            TimelineItem.Facts(("activity", WireNames<ActivityKind>.Of(a.Kind)), ("status", WireNames<ActivityStatus>.Of(a.Status)), ("outcome", a.Outcome), ("dueAt", a.DueAt), ("dueOn", a.DueOn))));
    }

    private async Task<IEnumerable<TimelineItem>> TouchesAsync(TimelineSubject lead, TimelineSlice slice, CancellationToken ct)
    {
        var touches = await slice.OfAsync(
            db.Set<LeadTouch>().AsNoTracking().Where(t => t.LeadId == lead.Id), t => t.At, t => t.Id,
            t => new { t.Id, t.At, t.FormId, t.Referrer, t.LandingPage, t.Utm, Form = db.Set<LeadForm>().Where(f => f.Id == t.FormId).Select(f => f.Name).FirstOrDefault() }, ct);
        return touches.Select(t => new TimelineItem(
            t.Id, TimelineKind.Activity, t.At, new TimelineActor(ActorKind.Form, t.FormId, t.Form), t.Form is null ? "Came in through a form" : $"Came in through the form {t.Form}", null, lead,
            TimelineItem.Facts(("activity", "form"), ("formId", t.FormId), ("utm", t.Utm), ("referrer", t.Referrer), ("landingPage", t.LandingPage))));
    }
}
