using System.Linq.Expressions;
using NexusCrm.Application.Records.Fields;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Lists;

/// <summary>The words of the search box: every word must stand in one of the searchable fields, telephone numbers compared by their digits.</summary>
internal static class QuickSearch
{
    private const int MaxWords = 8;

    /// <summary>The condition, or null when there is nothing to search for or in.</summary>
    public static Expression<Func<T, bool>>? Matching<T>(RecordType<T> type, string? query) where T : class, IIdentified
    {
        var words = query?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords).ToArray() ?? [];
        if (words.Length == 0) return null;

        var fields = type.Fields.Where(f => f.IsSearchable).ToArray();
        return Row<T>.Lambda<bool>(words.Select(word => Mentioned(fields, word)).Aggregate(Expression.AndAlso));
    }

    private static Expression Mentioned<T>(RecordField<T>[] fields, string word) where T : class, IIdentified
    {
        var mentions = fields.Select(f => f.Mentions(word)).OfType<Expression>().ToArray();
        return mentions.Length == 0 ? Expression.Constant(false) : mentions.Aggregate(Expression.OrElse);
    }
}
