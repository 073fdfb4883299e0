using System.Globalization;
using System.Linq.Expressions;

namespace NexusCrm.Application.Records.Sorting;

/// <summary>An expression that records are ordered by.</summary>
internal abstract class SortKey<T>(Expression body, bool nullable)
{
    /// <summary>The expression over <see cref="Row{T}.Parameter"/>.</summary>
    public Expression Body { get; } = body;

    /// <summary>True when records may have no value.</summary>
    public bool IsNullable { get; } = nullable;

    public abstract IOrderedQueryable<T> Order(IQueryable<T> source, bool descending);

    public abstract IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> source, bool descending);

    /// <summary>A value of this key as a parameter of the query.</summary>
    public abstract Expression Capture(object? value);

    /// <summary>A value as text, for cursors; null stays null.</summary>
    public abstract string? Write(object? value);

    /// <summary>The value that <see cref="Write"/> wrote.</summary>
    public abstract object? Read(string? text);
}

/// <inheritdoc />
internal sealed class SortKey<T, TKey>(Expression<Func<T, TKey>> selector, bool nullable) : SortKey<T>(selector.Body, nullable)
{
    private static readonly Type Value = Nullable.GetUnderlyingType(typeof(TKey)) ?? typeof(TKey);

    public override IOrderedQueryable<T> Order(IQueryable<T> source, bool descending) => descending ? source.OrderByDescending(selector) : source.OrderBy(selector);

    public override IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> source, bool descending) => descending ? source.ThenByDescending(selector) : source.ThenBy(selector);

    public override Expression Capture(object? value) => Captured<TKey>.Of((TKey)value!);

    public override string? Write(object? value) => value switch
    {
        null => null,
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    public override object? Read(string? text)
    {
        if (text is null || Value == typeof(string)) return text;
        if (Value == typeof(DateTimeOffset)) return DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
        if (Value == typeof(DateOnly)) return DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
        if (Value == typeof(Guid)) return Guid.Parse(text);
        return Value.IsEnum ? Enum.Parse(Value, text) : Convert.ChangeType(text, Value, CultureInfo.InvariantCulture);
    }
}
