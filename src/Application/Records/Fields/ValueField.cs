using System.Linq.Expressions;
using System.Reflection;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>Reads a value of a filter for a field.</summary>
internal delegate bool ReadValue<TValue>(string text, Viewer viewer, out TValue value);

/// <summary>A field whose values are equal or not, and perhaps ordered: numbers, amounts, dates, choices, references, yes and no.</summary>
internal sealed class ValueField<T, TValue> : RecordField<T>
    where T : class, IIdentified
    where TValue : struct
{
    private static readonly MethodInfo IsAnyOf = ((Func<IEnumerable<TValue>, TValue, bool>)Enumerable.Contains).Method;

    private readonly Expression _column;
    private readonly ReadValue<TValue> _read;
    private readonly string _expected;
    private readonly Func<TValue, string>? _name;

    /// <param name="key">The field's key.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="operators">The operators it takes.</param>
    /// <param name="column">What is compared and sorted, over the shared parameter: <typeparamref name="TValue"/> or its nullable.</param>
    /// <param name="value">What is exported, where it is more than the column (an amount with its currency).</param>
    /// <param name="read">Reads a filter's value.</param>
    /// <param name="expected">What a value must be, for messages: "a number".</param>
    /// <param name="name">The name of a value where it has one (choices).</param>
    public ValueField(string key, FieldType type, IReadOnlyList<FilterOperator> operators, Expression column, Expression? value, ReadValue<TValue> read, string expected, Func<TValue, string>? name = null)
        : base(key, type, column.Type != typeof(TValue), operators)
    {
        (_column, _read, _expected, _name) = (column, read, expected, name);
        Value = value ?? column;
        IsBlank = IsNullable ? Expression.Equal(column, Expression.Constant(null, column.Type)) : Expression.Constant(false);
        Order = IsNullable
            ? new SortKey<T, TValue?>(Row<T>.Lambda<TValue?>(column), nullable: true)
            : new SortKey<T, TValue>(Row<T>.Lambda<TValue>(column), nullable: false);
    }

    internal override Expression Value { get; }

    internal override SortKey<T> Order { get; }

    private protected override Expression IsBlank { get; }

    internal override object? Present(object? value) => _name is not null && value is TValue known ? _name(known) : value;

    private protected override Result<Expression> Test(FilterOperator @operator, IReadOnlyList<string> values, Viewer viewer)
    {
        var read = new TValue[values.Count];
        for (var i = 0; i < read.Length; i++)
        {
            if (!_read(values[i], viewer, out read[i])) return FilterErrors.BadValue(Key, values[i], _expected);
        }

        return @operator switch
        {
            FilterOperator.Eq => Expression.Equal(_column, Comparable(read[0])),
            FilterOperator.In => IsAny(read),
            FilterOperator.Lt => Expression.LessThan(_column, Comparable(read[0])),
            FilterOperator.Lte => Expression.LessThanOrEqual(_column, Comparable(read[0])),
            FilterOperator.Gt => Expression.GreaterThan(_column, Comparable(read[0])),
            FilterOperator.Gte => Expression.GreaterThanOrEqual(_column, Comparable(read[0])),
            _ => throw new InvalidOperationException($"{@operator} is no test of a value."),
        };
    }

    /// <summary>Said to be there first, which spares the database looking for null in the list.</summary>
    private Expression IsAny(TValue[] values)
    {
        var list = Captured<TValue[]>.Of(values);
        return IsNullable ? Expression.AndAlso(Expression.Not(IsBlank), Expression.Call(IsAnyOf, list, Expression.Property(_column, nameof(Nullable<>.Value)))) : Expression.Call(IsAnyOf, list, _column);
    }

    private Expression Comparable(TValue value) => IsNullable ? Captured<TValue?>.Of(value) : Captured<TValue>.Of(value);
}
