using System.Linq.Expressions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Notifications;

namespace NexusCrm.Application.Notifications;

/// <summary>The member's own notifications, newest first. Ids are time-ordered, so the id of the last one shown is the place to go on from.</summary>
/// <param name="UnreadOnly">Only those that were not read.</param>
/// <param name="Before">Id of the last one of the page before, or null.</param>
/// <param name="Limit">1 to 200.</param>
[SignedIn("A member sees the own ones.")]
public sealed record ListNotificationsQuery(bool UnreadOnly = false, Guid? Before = null, int Limit = ListRequest.DefaultLimit) : IQuery<NotificationPage>;

/// <summary>Some notifications.</summary>
/// <param name="Notifications">Newest first.</param>
/// <param name="HasMore">True when there are earlier ones.</param>
public sealed record NotificationPage(IReadOnlyList<NotificationLine> Notifications, bool HasMore);

/// <summary>A notification as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">The record's kind: <c>lead</c>, <c>job</c>.</param>
/// <param name="SubjectId">The record.</param>
/// <param name="SubjectName">How it is called; null where the member does not see it any more.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="ActorName">How they are called.</param>
/// <param name="Detail">The state in which a job ended.</param>
/// <param name="CreatedAt">When it happened, UTC.</param>
/// <param name="ReadAt">When it was read, UTC.</param>
public sealed record NotificationLine(
    Guid Id, NotificationKind Kind, string Subject, Guid SubjectId, string? SubjectName, Guid? ActorId, string? ActorName, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

internal sealed class ListNotificationsQueryValidator : AbstractValidator<ListNotificationsQuery>
{
    public ListNotificationsQueryValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, ListRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class ListNotificationsQueryHandler(INexusDbContext db, IActor actor, IMemberNames members, NotificationSubjects subjects) : IQueryHandler<ListNotificationsQuery, NotificationPage>
{
    public async Task<Result<NotificationPage>> Handle(ListNotificationsQuery query, CancellationToken ct)
    {
        var own = db.Set<Notification>().AsNoTracking().Where(n => n.UserId == actor.UserId);
        if (query.UnreadOnly) own = own.Where(n => n.ReadAt == null);
        if (query.Before is { } before) own = own.Where(n => n.Id.CompareTo(before) < 0);
        var rows = await own.OrderByDescending(n => n.Id).Take(query.Limit + 1).ToListAsync(ct);
        var more = rows.Count > query.Limit;
        if (more) rows.RemoveAt(rows.Count - 1);

        var people = await members.OfAsync([.. rows.Select(r => r.ActorId).OfType<Guid>().Distinct()], ct);
        var names = await subjects.NamesAsync(rows, ct);
        return new NotificationPage([.. rows.Select(n => Line(n, names, people))], more);
    }

    private static NotificationLine Line(Notification n, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> people) => new(
        n.Id, n.Kind, n.Subject, n.SubjectId, names.GetValueOrDefault(n.SubjectId), n.ActorId, n.ActorId is { } actor ? people.GetValueOrDefault(actor) : null, n.Detail, n.CreatedAt, n.ReadAt);
}

/// <summary>Looks up how the records of notifications are called, as far as the actor sees them now.</summary>
internal sealed class NotificationSubjects(INexusDbContext db, IActor actor)
{
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyList<Notification> notifications, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        await AddAsync<Lead>("lead", l => new Named(l.Id, l.FullName));
        await AddAsync<Account>("account", a => new Named(a.Id, a.Name));
        await AddAsync<Contact>("contact", c => new Named(c.Id, c.FullName));
        await AddAsync<Deal>("deal", d => new Named(d.Id, d.Name));
        var jobs = Of("job");
        if (jobs.Count == 0) return names;
        foreach (var job in await db.Set<BackgroundJob>().Where(j => jobs.Contains(j.Id)).Select(j => new { j.Id, j.Kind, j.RecordType }).ToListAsync(ct)) names[job.Id] = job.RecordType is null ? job.Kind : $"{job.RecordType}_{job.Kind}";
        return names;

        List<Guid> Of(string subject) => [.. notifications.Where(n => n.Subject == subject).Select(n => n.SubjectId).Distinct()];

        async Task AddAsync<T>(string subject, Expression<Func<T, Named>> named)
            where T : CrmRecord
        {
            var ids = Of(subject);
            if (ids.Count == 0) return;
            foreach (var (id, name) in await db.Set<T>().AsNoTracking().Where(RecordVisibility.To<T>(actor)).Where(r => ids.Contains(r.Id)).Select(named).ToListAsync(ct)) names[id] = name;
        }
    }

    private sealed record Named(Guid Id, string Name);
}

/// <summary>How many notifications the member has not read.</summary>
[SignedIn("A member sees the own ones.")]
public sealed record CountUnreadNotificationsQuery : IQuery<UnreadNotifications>;

/// <summary>What waits to be read.</summary>
/// <param name="UserId">The member.</param>
/// <param name="Count">How many, at most <see cref="Most"/>.</param>
public sealed record UnreadNotifications(Guid UserId, int Count)
{
    /// <summary>Counted no further.</summary>
    public const int Most = 100;
}

internal sealed class CountUnreadNotificationsQueryHandler(INexusDbContext db, IActor actor) : IQueryHandler<CountUnreadNotificationsQuery, UnreadNotifications>
{
    public async Task<Result<UnreadNotifications>> Handle(CountUnreadNotificationsQuery query, CancellationToken ct) => new UnreadNotifications(
        actor.UserId!.Value, await db.Set<Notification>().Where(n => n.UserId == actor.UserId && n.ReadAt == null).Take(UnreadNotifications.Most).CountAsync(ct));
}
