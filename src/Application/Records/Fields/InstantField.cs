using System.Globalization;
using System.Linq.Expressions;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>
/// A moment. A value is a moment (RFC 3339) or a date, which means that whole day in the viewer's zone: <c>eq</c> is within it, <c>lt</c> before it begins, <c>lte</c> before it ends, <c>gt</c> after it ended,
/// <c>gte</c> since it began.
/// </summary>
internal sealed class InstantField<T> : RecordField<T> where T : class, IIdentified
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly Expression _column;

    public InstantField(string key, Expression column) : base(key, FieldType.Instant, column.Type != typeof(DateTimeOffset), Fields.Operators.Ordered)
    {
        _column = column;
        IsBlank = IsNullable ? Expression.Equal(column, Expression.Constant(null, column.Type)) : Expression.Constant(false);
        Order = IsNullable
            ? new SortKey<T, DateTimeOffset?>(Row<T>.Lambda<DateTimeOffset?>(column), nullable: true)
            : new SortKey<T, DateTimeOffset>(Row<T>.Lambda<DateTimeOffset>(column), nullable: false);
    }

    internal override Expression Value => _column;

    internal override SortKey<T> Order { get; }

    private protected override Expression IsBlank { get; }

    private protected override Result<Expression> Test(FilterOperator @operator, IReadOnlyList<string> values, Viewer viewer)
    {
        Expression? any = null;
        foreach (var value in values)
        {
            var test = Test(@operator, value, viewer);
            if (test is null) return FilterErrors.BadValue(Key, value, "a date or a moment such as 2026-11-21 or 2026-11-21T03:04:05Z");
            any = any is null ? test : Expression.OrElse(any, test);
        }

        return any!;
    }

    private BinaryExpression? Test(FilterOperator @operator, string value, Viewer viewer)
    {
        if (RelativeDate.TryParse(value, viewer.Today, out var day)) return HasBounds(day) ? Within(@operator, viewer.StartOf(day), viewer.StartOf(day.AddDays(1))) : null;
        return DateTimeOffset.TryParseExact(value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? At(@operator, moment)
            : null;
    }

    /// <summary>The days at either end of the calendar begin or end outside it in some zone.</summary>
    private static bool HasBounds(DateOnly day) => day.Year is > 1 and < 9999;

    private BinaryExpression Within(FilterOperator @operator, DateTimeOffset begins, DateTimeOffset ends) => @operator switch
    {
        FilterOperator.Eq or FilterOperator.In => Expression.AndAlso(Since(begins), Before(ends)),
        FilterOperator.Lt => Before(begins),
        FilterOperator.Lte => Before(ends),
        FilterOperator.Gt => Since(ends),
        FilterOperator.Gte => Since(begins),
        _ => throw new InvalidOperationException($"{@operator} is no test of a moment."),
    };

    private BinaryExpression At(FilterOperator @operator, DateTimeOffset moment) => @operator switch
    {
        FilterOperator.Eq or FilterOperator.In => Expression.Equal(_column, Comparable(moment)),
        FilterOperator.Lt => Before(moment),
        FilterOperator.Lte => Expression.LessThanOrEqual(_column, Comparable(moment)),
        FilterOperator.Gt => Expression.GreaterThan(_column, Comparable(moment)),
        FilterOperator.Gte => Since(moment),
        _ => throw new InvalidOperationException($"{@operator} is no test of a moment."),
    };

    private BinaryExpression Before(DateTimeOffset moment) => Expression.LessThan(_column, Comparable(moment));

    private BinaryExpression Since(DateTimeOffset moment) => Expression.GreaterThanOrEqual(_column, Comparable(moment));

    private Expression Comparable(DateTimeOffset moment) => IsNullable ? Captured<DateTimeOffset?>.Of(moment) : Captured<DateTimeOffset>.Of(moment);
}
