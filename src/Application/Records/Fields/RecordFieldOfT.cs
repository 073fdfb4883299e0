using System.Linq.Expressions;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>A field that can be read from its record: it tests, sorts and exports.</summary>
public abstract class RecordField<T> : RecordField where T : class, IIdentified
{
    private protected RecordField(string key, FieldType type, bool nullable, IReadOnlyList<FilterOperator> operators) : base(key, type, nullable, operators)
    {
    }

    /// <summary>The value over <see cref="Row{T}.Parameter"/>, as exports read it.</summary>
    internal abstract Expression Value { get; }

    /// <summary>A value that <see cref="Value"/> gave, as files show it: a choice by its wire name, everything else as it is.</summary>
    internal virtual object? Present(object? value) => value;

    /// <summary>The order of the field, or null for a field without one.</summary>
    internal abstract SortKey<T>? Order { get; }

    /// <summary>True for records without a value.</summary>
    private protected abstract Expression IsBlank { get; }

    /// <summary>The quick search's test for one word, or null when the field cannot hold it.</summary>
    internal virtual Expression? Mentions(string word) => null;

    /// <summary>The clause as an expression, or its exact opposite.</summary>
    internal Result<Expression> Compile(Clause clause, Viewer viewer, bool negated)
    {
        if (!Operators.Contains(clause.Operator)) return FilterErrors.OperatorNotAllowed(this, clause.Operator);
        if (clause.Values.Count > Filter.MaxValues) return FilterErrors.TooComplex;
        if (clause.Values.Any(v => v.Length is 0 or > FilterText.ValueMaxLength || !FilterText.IsStorable(v)))
            return Error.Invalid(Key, $"Give a value of 1 to {FilterText.ValueMaxLength} characters; for none use the operator 'empty'.");

        return clause.Operator switch
        {
            FilterOperator.Empty => Blank(clause.Values[0], negated),
            FilterOperator.Ne => Signed(Test(FilterOperator.Eq, clause.Values, viewer), !negated),
            FilterOperator.Nin => Signed(Test(FilterOperator.In, clause.Values, viewer), !negated),
            _ => Signed(Test(clause.Operator, clause.Values, viewer), negated),
        };
    }

    /// <summary>The test for a positive operator: every one but <c>ne</c>, <c>nin</c> and <c>empty</c>.</summary>
    private protected abstract Result<Expression> Test(FilterOperator @operator, IReadOnlyList<string> values, Viewer viewer);

    private Result<Expression> Blank(string value, bool negated) => value switch
    {
        "true" => negated ? Expression.Not(IsBlank) : IsBlank,
        "false" => negated ? IsBlank : Expression.Not(IsBlank),
        _ => FilterErrors.BadValue(Key, value, "true or false"),
    };

    private Result<Expression> Signed(Result<Expression> test, bool negated)
    {
        if (!negated || !test.Succeeded) return test;
        var opposite = Expression.Not(test.Value);
        return IsNullable ? Expression.OrElse(IsBlank, opposite) : opposite;
    }
}
