using System.Linq.Expressions;
using System.Reflection;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>Several texts, such as tags, compared without regard to case: <c>eq</c> and <c>contains</c> mean "has it", <c>in</c> "has any of them".</summary>
internal sealed class TagsField<T> : RecordField<T> where T : class, IIdentified
{
    private static readonly MethodInfo AnyWhere = ((Func<IEnumerable<string>, Func<string, bool>, bool>)Enumerable.Any).Method;
    private static readonly MethodInfo Any = ((Func<IEnumerable<string>, bool>)Enumerable.Any).Method;
    private static readonly MethodInfo IsAnyOf = ((Func<IEnumerable<string>, string, bool>)Enumerable.Contains).Method;
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;
    private static readonly ParameterExpression Tag = Expression.Parameter(typeof(string), "tag");
    private static readonly Expression Folded = Expression.Call(Tag, ToLower);

    public TagsField(string key, Expression<Func<T, IReadOnlyList<string>>> value) : base(key, FieldType.MultiChoice, nullable: true, Fields.Operators.Tagged)
    {
        Value = Row<T>.Body(value);
        IsBlank = Expression.Not(Expression.Call(Any, Value));
    }

    internal override Expression Value { get; }

    internal override SortKey<T>? Order => null;

    private protected override Expression IsBlank { get; }

    private protected override Result<Expression> Test(FilterOperator @operator, IReadOnlyList<string> values, Viewer viewer)
    {
        var tags = values.Select(v => v.Trim().ToLowerInvariant()).ToArray();
        Expression test = tags.Length == 1 ? Expression.Equal(Folded, Captured<string>.Of(tags[0])) : Expression.Call(IsAnyOf, Captured<string[]>.Of(tags), Folded);
        return Expression.Call(AnyWhere, Value, Expression.Lambda<Func<string, bool>>(test, Tag));
    }
}
