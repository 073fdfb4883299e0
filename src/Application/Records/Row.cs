using System.Linq.Expressions;
using System.Reflection;

namespace NexusCrm.Application.Records;

/// <summary>The one parameter that all expressions over a record type share, so that fields, filters and sort keys combine without rewriting.</summary>
internal static class Row<T>
{
    public static readonly ParameterExpression Parameter = Expression.Parameter(typeof(T), "r");

    /// <summary>The body of a lambda over the shared parameter.</summary>
    public static Expression Body(LambdaExpression lambda) => lambda.Body.Replacing(lambda.Parameters[0], Parameter);

    /// <summary>A lambda over the shared parameter.</summary>
    public static Expression<Func<T, TResult>> Lambda<TResult>(Expression body) => Expression.Lambda<Func<T, TResult>>(body, Parameter);
}

/// <summary>Puts one expression in the place of another.</summary>
internal static class ExpressionReplacing
{
    public static Expression Replacing(this Expression expression, Expression what, Expression by) => new Replacement(what, by).Visit(expression)!;

    private sealed class Replacement(Expression what, Expression by) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => ReferenceEquals(node, what) ? by : base.Visit(node);
    }
}

/// <summary>A value in an expression that reaches the database as a parameter, never as a constant: one plan serves all values, and no value is written into SQL.</summary>
internal sealed class Captured<TValue>(TValue value)
{
    private static readonly PropertyInfo Held = typeof(Captured<TValue>).GetProperty(nameof(Value))!;

    public TValue Value { get; } = value;

    public static Expression Of(TValue value) => Expression.Property(Expression.Constant(new Captured<TValue>(value)), Held);
}
