using System.Linq.Expressions;
using System.Reflection;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>
/// Text, compared without regard to case through <c>lower()</c>: portable, escaped by the provider, and as good as <c>ILIKE</c>, whose indexes row-level security would not use either. Where a normalized column
/// exists (e-mail), it is compared instead.
/// </summary>
internal sealed class TextField<T> : RecordField<T> where T : class, IIdentified
{
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;
    private static readonly MethodInfo ContainsText = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo StartsWithText = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
    private static readonly MethodInfo IsAnyOf = ((Func<IEnumerable<string>, string, bool>)Enumerable.Contains).Method;

    private static readonly Expression Nothing = Expression.Constant(null, typeof(string));

    private readonly Expression _folded;
    private readonly ITextForm _form;

    /// <param name="key">The field's key.</param>
    /// <param name="type">One of the types that hold text.</param>
    /// <param name="value">The text.</param>
    /// <param name="normalized">The same in lower case, stored, or null.</param>
    /// <param name="form">How words of a filter are brought into the stored form.</param>
    public TextField(string key, FieldType type, Expression<Func<T, string?>> value, Expression<Func<T, string?>>? normalized, ITextForm form)
        : base(key, type, Nullability.MayBeNull(value.Body), Fields.Operators.Worded)
    {
        _form = form;
        Value = Row<T>.Body(value);
        IsBlank = Expression.OrElse(Expression.Equal(Value, Nothing), Expression.Equal(Value, Expression.Constant("")));
        _folded = normalized is not null ? Row<T>.Body(normalized) : form.IsCased ? Expression.Call(Value, ToLower) : Value;
        Order = new SortKey<T, string?>(Row<T>.Lambda<string?>(Value), IsNullable);
    }

    internal override Expression Value { get; }

    internal override SortKey<T> Order { get; }

    private protected override Expression IsBlank { get; }

    internal override Expression? Mentions(string word) =>
        _form.Part(word) is { } part ? Expression.Call(_folded, ContainsText, Captured<string>.Of(part)) : null;

    private protected override Result<Expression> Test(FilterOperator @operator, IReadOnlyList<string> values, Viewer viewer)
    {
        var whole = @operator is FilterOperator.Eq or FilterOperator.In;
        var forms = new string[values.Count];
        for (var i = 0; i < forms.Length; i++)
        {
            if ((whole ? _form.Whole(values[i]) : _form.Part(values[i])) is not { } form) return FilterErrors.BadValue(Key, values[i], _form.Expected);
            forms[i] = form;
        }

        return @operator switch
        {
            FilterOperator.Eq => Expression.Equal(_folded, Captured<string>.Of(forms[0])),
            FilterOperator.In => IsAny(forms),
            FilterOperator.Contains => Expression.Call(_folded, ContainsText, Captured<string>.Of(forms[0])),
            FilterOperator.StartsWith => Expression.Call(_folded, StartsWithText, Captured<string>.Of(forms[0])),
            _ => throw new InvalidOperationException($"{@operator} is no test of text."),
        };
    }

    /// <summary>Said to be there first, which spares the database looking for null in the list.</summary>
    private Expression IsAny(string[] forms)
    {
        var any = Expression.Call(IsAnyOf, Captured<string[]>.Of(forms), _folded);
        return IsNullable ? Expression.AndAlso(Expression.NotEqual(_folded, Nothing), any) : any;
    }
}
