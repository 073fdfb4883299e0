using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Common.Crm;

/// <summary>Reads what happened to an account, a contact or a deal: the activities about it, and the moves of a deal.</summary>
internal sealed class CrmTimeline(INexusDbContext db, IMemberNames members, TimelinePages pages)
{
    /// <summary>One page, newest first. The caller has found the record among those the actor sees.</summary>
    public async Task<Result<Page<TimelineItem>>> PageAsync(TimelineSubject subject, TimelineRequest request, CancellationToken ct)
    {
        var record = new RecordReference(subject.Type, subject.Id);
        var slice = pages.Begin(request, record);
        if (!slice.Succeeded) return slice.Error;

        var items = new List<TimelineItem>();
        if (request.Wants(TimelineKind.Activity)) items.AddRange(await ActivitiesAsync(subject, slice.Value, ct));
        if (subject.Type is RecordType.Deal && request.Wants(TimelineKind.Status)) items.AddRange(await MovesAsync(subject, slice.Value, ct));
        return pages.Page(await NamedAsync(items, ct), request, record);
    }

    private async Task<IEnumerable<TimelineItem>> ActivitiesAsync(TimelineSubject subject, TimelineSlice slice, CancellationToken ct)
    {
        var about = db.Set<ActivityLink>().Where(l => l.RecordType == subject.Type && l.RecordId == subject.Id).Select(l => l.ActivityId);
        var activities = await slice.OfAsync(
            db.Set<Activity>().AsNoTracking().Where(a => about.Contains(a.Id)), a => a.CompletedAt ?? a.CreatedAt, a => a.Id,
            a => new { a.Id, a.Kind, a.Subject, a.Body, a.Status, a.Outcome, a.CreatedAt, a.CreatedBy, a.CompletedAt, a.CompletedBy, a.DueAt, a.DueOn }, ct);
        return activities.Select(a => new TimelineItem(
            a.Id, TimelineKind.Activity, a.CompletedAt ?? a.CreatedAt, By(a.CompletedBy ?? a.CreatedBy), a.Subject, a.Body, subject,
            Data(("activity", WireNames<ActivityKind>.Of(a.Kind)), ("status", WireNames<ActivityStatus>.Of(a.Status)), ("outcome", a.Outcome), ("dueAt", a.DueAt), ("dueOn", a.DueOn))));
    }

    private async Task<IEnumerable<TimelineItem>> MovesAsync(TimelineSubject deal, TimelineSlice slice, CancellationToken ct)
    {
        var stages = db.Set<PipelineStage>();
        var moves = await slice.OfAsync(
            db.Set<DealStageChange>().AsNoTracking().Where(c => c.DealId == deal.Id), c => c.LeftAt, c => c.Id,
            c => new
            {
                c.Id,
                c.LeftAt,
                c.By,
                c.FromStageId,
                c.ToStageId,
                c.Seconds,
                From = stages.Where(s => s.Id == c.FromStageId).Select(s => s.Name).FirstOrDefault(),
                To = stages.Where(s => s.Id == c.ToStageId).Select(s => s.Name).FirstOrDefault(),
            }, ct);
        return moves.Select(c => new TimelineItem(
            c.Id, TimelineKind.Status, c.LeftAt, By(c.By), $"Moved from {c.From} to {c.To}", null, deal, Data(("from", c.FromStageId), ("to", c.ToStageId), ("seconds", c.Seconds))));
    }

    private static TimelineActor By(Guid? user) => user is { } id ? new TimelineActor(ActorKind.User, id, null) : TimelineActor.Product;

    private static Dictionary<string, object?> Data(params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in facts) data[name] = value;
        return data;
    }

    private async Task<IEnumerable<TimelineItem>> NamedAsync(List<TimelineItem> items, CancellationToken ct)
    {
        var users = items.Where(i => i.Actor.Type is ActorKind.User).Select(i => i.Actor.Id!.Value).Distinct().ToList();
        var names = await members.OfAsync(users, ct);
        return items.Select(i => i.Actor.Type is ActorKind.User ? i with { Actor = i.Actor with { Name = names.GetValueOrDefault(i.Actor.Id!.Value) } } : i);
    }
}
