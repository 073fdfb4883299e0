using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Lists;

/// <summary>Reads one page of any record type: filter, visibility, order and page in one statement that selects only what the row needs, and a second one only when a total is asked for.</summary>
public sealed class RecordList(IActor actor, RecordSelection selection, IKeyset keyset, ICursorSeal seal)
{
    /// <summary>Up to here a total is exact; beyond it says "more than".</summary>
    public const int ExactTotal = 10_000;

    /// <summary>Reads a page.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="visible">The records that the actor may see, e.g. <c>db.Leads.Where(LeadVisibility.To(actor))</c>.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="row">The projection into the feature's row record.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Page<TRow>>> PageAsync<T, TRow>(RecordType<T> type, IQueryable<T> visible, ListRequest request, Expression<Func<T, TRow>> row, CancellationToken ct)
        where T : class, IIdentified
    {
        var sort = request.Sort ?? type.DefaultSort;
        var plan = type.Plan(sort);
        if (!plan.Succeeded) return plan.Error;

        var selected = await selection.OfAsync(type, visible, request, ct);
        if (!selected.Succeeded) return selected.Error;

        var binding = new CursorBinding(actor.OrganizationId, type.Key, sort.ToString(), Condition(request));
        var backward = request.Before is not null;
        var source = selected.Value;
        if ((request.After ?? request.Before) is { } cursor)
        {
            var position = Cursor.Read(cursor, plan.Value.Keys, binding, seal);
            if (!position.Succeeded) return position.Error;
            source = source.Where(plan.Value.Beyond(position.Value, backward, keyset));
        }

        var rows = await plan.Value.Order(source, backward).Take(request.Limit + 1).Select(Placed(row, plan.Value.Keys)).ToListAsync(ct);
        var total = request.WithTotal ? await selected.Value.Take(ExactTotal + 1).CountAsync(ct) : (int?)null;
        return Page(rows, request, placed => Cursor.Write(plan.Value.Keys, placed.Position, binding, seal), total);
    }

    private static Page<TRow> Page<TRow>(List<Placed<TRow>> rows, ListRequest request, Func<Placed<TRow>, string> cursorOf, int? total)
    {
        var more = rows.Count > request.Limit;
        if (more) rows.RemoveAt(rows.Count - 1);
        if (request.Before is not null) rows.Reverse();

        var (before, after) = request.Before is not null ? (more, true) : (request.After is not null, more);
        var next = after && rows.Count > 0 ? cursorOf(rows[^1]) : null;
        var previous = before && rows.Count > 0 ? cursorOf(rows[0]) : null;
        return new Page<TRow>([.. rows.Select(r => r.Row)], next, previous, total is null ? null : Math.Min(total.Value, ExactTotal), total > ExactTotal);
    }

    private static string Condition(ListRequest request) => $"{request.DeletedOnly}\n{request.Query}\n{(request.Filter.IsEverything ? "" : FilterJson.Print(request.Filter))}";

    /// <summary>The feature's row together with its position, which the cursors are made of.</summary>
    private static Expression<Func<T, Placed<TRow>>> Placed<T, TRow>(Expression<Func<T, TRow>> row, IReadOnlyList<SortKey<T>> keys)
    {
        var record = row.Parameters[0];
        var position = Expression.NewArrayInit(typeof(object), keys.Select(k => Expression.Convert(k.Body.Replacing(Row<T>.Parameter, record), typeof(object))));
        return Expression.Lambda<Func<T, Placed<TRow>>>(Expression.New(Placed<TRow>.Constructor, row.Body, position), record);
    }
}

/// <summary>A row and where it stands in the order.</summary>
internal sealed record Placed<TRow>(TRow Row, object?[] Position)
{
    public static readonly ConstructorInfo Constructor = typeof(Placed<TRow>).GetConstructor([typeof(TRow), typeof(object[])])!;
}
