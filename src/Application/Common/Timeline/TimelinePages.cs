using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Timeline;

/// <summary>Pages through what several tables hold about one record, newest first, by (moment, id).</summary>
internal sealed class TimelinePages(IActor actor, IKeyset keyset, ICursorSeal seal)
{
    private static readonly Error InvalidCursor = Error.Malformed("invalid_cursor", "This cursor does not belong to this list. Start again without one.");

    /// <summary>Where a request's page begins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="record">The record whose timeline it is; a cursor is good for it only.</param>
    public Result<TimelineSlice> Begin(TimelineRequest request, RecordReference record)
    {
        var binding = Binding(request, record);
        if (request.After is null) return new TimelineSlice(request.Limit, null, keyset);

        return Read(request.After, binding) is { } position ? new TimelineSlice(request.Limit, position, keyset) : InvalidCursor;
    }

    /// <summary>The page made of what the sources hold; each gave one item more than the page at most.</summary>
    public Page<TimelineItem> Page(IEnumerable<TimelineItem> items, TimelineRequest request, RecordReference record)
    {
        var ordered = items.Where(i => request.Wants(i.Kind)).OrderByDescending(i => i.OccurredAt).ThenByDescending(i => i.Id).Take(request.Limit + 1).ToList();
        var more = ordered.Count > request.Limit;
        if (more) ordered.RemoveAt(ordered.Count - 1);
        return new Page<TimelineItem>(ordered, more ? Write(ordered[^1], Binding(request, record)) : null, null, null, false);
    }

    private string Binding(TimelineRequest request, RecordReference record) =>
        string.Join('|', actor.OrganizationId, record.Type, record.Id, string.Join(',', request.Kinds.Order()));

    private string Write(TimelineItem last, string binding) =>
        seal.Seal(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.OccurredAt.UtcTicks} {last.Id} {binding}")));

    private TimelinePosition? Read(string cursor, string binding)
    {
        if (seal.Open(cursor) is not { } content || Encoding.UTF8.GetString(content).Split(' ', 3) is not [var ticks, var id, var bound] || bound != binding) return null;
        return new TimelinePosition(new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(id));
    }
}

/// <summary>A place in a timeline.</summary>
internal sealed record TimelinePosition(DateTimeOffset At, Guid Id);

/// <summary>The part of each source that a page can need.</summary>
internal sealed class TimelineSlice(int limit, TimelinePosition? after, IKeyset keyset)
{
    /// <summary>Narrows a source to what comes next, newest first, one more than the page has room for.</summary>
    public Task<List<TRow>> OfAsync<T, TRow>(IQueryable<T> source, Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, Expression<Func<T, TRow>> row, CancellationToken ct)
    {
        if (after is not null)
        {
            var beyond = keyset.Beyond([Row<T>.Body(at), Row<T>.Body(id)], [Captured<DateTimeOffset>.Of(after.At), Captured<Guid>.Of(after.Id)], descending: true);
            source = source.Where(Row<T>.Lambda<bool>(beyond));
        }

        return source.OrderByDescending(at).ThenByDescending(id).Take(limit + 1).Select(row).ToListAsync(ct);
    }
}
