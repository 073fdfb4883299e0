using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Queries;

/// <summary>What the actor has to do, most urgent first: what is due on a day stands at the end of that day in the actor's zone, what has no date at the end.</summary>
/// <param name="Limit">How many, 1 to 1,000.</param>
/// <param name="Kind">Only activities of this kind; null for all.</param>
[Requires(Permissions.Activities.Read)]
public sealed record ListAgendaQuery(int Limit, ActivityKind? Kind = null) : IQuery<IReadOnlyList<ActivityRecord>>
{
    /// <summary>Most at once.</summary>
    public const int LimitMax = 1_000;
}

internal sealed class ListAgendaQueryValidator : AbstractValidator<ListAgendaQuery>
{
    public ListAgendaQueryValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, ListAgendaQuery.LimitMax);
}

internal sealed class ListAgendaQueryHandler(ActivityRecords records, IActor actor, IViewers viewers) : IQueryHandler<ListAgendaQuery, IReadOnlyList<ActivityRecord>>
{
    public async Task<Result<IReadOnlyList<ActivityRecord>>> Handle(ListAgendaQuery query, CancellationToken ct)
    {
        var open = records.Visible.Where(a => a.Status == ActivityStatus.Open && a.OwnerId == actor.UserId && (query.Kind == null || a.Kind == query.Kind));

        // Each kind of due date has its own order in the database; the first of all are among the first of each.
        var moments = await records.RowsAsync(open.Where(a => a.DueAt != null).OrderBy(a => a.DueAt).ThenBy(a => a.Id).Take(query.Limit), ct);
        var days = await records.RowsAsync(open.Where(a => a.DueAt == null && a.DueOn != null).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(query.Limit), ct);
        var viewer = await viewers.CurrentAsync(ct);
        List<ActivityRecord> due = [.. moments.Concat(days).OrderBy(a => a.DueAt ?? viewer.StartOf(a.DueOn!.Value.AddDays(1))).ThenBy(a => a.Id).Take(query.Limit)];
        if (due.Count == query.Limit) return due;

        var undated = open.Where(a => a.DueAt == null && a.DueOn == null).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(query.Limit - due.Count);
        return Result<IReadOnlyList<ActivityRecord>>.Success([.. due, .. await records.RowsAsync(undated, ct)]);
    }
}
