using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Lists;

/// <summary>Which records a request means: the one answer for lists, counts, exports, bulk actions and reports.</summary>
public sealed class RecordSelection(IActor actor, IViewers viewers)
{
    private const string SoftDelete = "soft-delete";

    /// <summary>Narrows a source to the records that a request's filter, search words and recycle-bin switch mean.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="visible">The records that the actor may see.</param>
    /// <param name="request">Filter, search words, recycle bin; order and page do not matter here.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<Result<IQueryable<T>>> OfAsync<T>(RecordType<T> type, IQueryable<T> visible, ListRequest request, CancellationToken ct) where T : class, IIdentified
    {
        if (request.DeletedOnly && !actor.May(type.Permissions.Delete)) return Error.Forbidden("You do not have permission to see deleted records.").With("permission", type.Permissions.Delete);

        var selected = request.DeletedOnly ? visible.IgnoreQueryFilters([SoftDelete]).Where(Deleted<T>.Condition) : visible;
        if (QuickSearch.Matching(type, request.Query) is { } search) selected = selected.Where(search);
        if (request.Filter.IsEverything) return Result<IQueryable<T>>.Success(selected);

        var condition = type.Compile(request.Filter, await viewers.CurrentAsync(ct));
        return condition.Succeeded ? Result<IQueryable<T>>.Success(selected.Where(condition.Value)) : condition.Error;
    }

    /// <summary>True for records in the recycle bin, those left out that were merged into others; for none of a type without one.</summary>
    private static class Deleted<T>
    {
        public static readonly Expression<Func<T, bool>> Condition = Row<T>.Lambda<bool>(typeof(T).IsAssignableTo(typeof(CrmRecord))
            ? Expression.AndAlso(
                Expression.NotEqual(Expression.Property(Row<T>.Parameter, nameof(CrmRecord.DeletedAt)), Expression.Constant(null, typeof(DateTimeOffset?))),
                Expression.Equal(Expression.Property(Row<T>.Parameter, nameof(CrmRecord.MergedIntoId)), Expression.Constant(null, typeof(Guid?))))
            : Expression.Constant(false));
    }
}
