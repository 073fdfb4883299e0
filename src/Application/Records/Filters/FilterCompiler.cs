using System.Linq.Expressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Filters;

/// <summary>
/// Turns a filter into an expression over the record. Negations are pushed down to the clauses, where each field knows its exact opposite, because SQL's <c>not</c> of an unknown is unknown: a record without a value
/// would match neither a condition nor its negation.
/// </summary>
internal sealed class FilterCompiler<T>(RecordType<T> type, Viewer viewer) where T : class, IIdentified
{
    /// <summary>The filter as an expression; refused for the first clause that cannot be applied, with its position.</summary>
    public Result<Expression> Compile(Filter filter)
    {
        if (filter.Depth > Filter.MaxDepth + 1 || filter.Clauses.Take(Filter.MaxClauses + 1).Count() > Filter.MaxClauses) return FilterErrors.TooComplex;
        return Node(filter, negated: false);
    }

    /// <summary>One clause alone, for finding all that cannot be applied.</summary>
    public Error? Check(Clause clause) => Of(clause, negated: false).Error;

    private Result<Expression> Node(Filter filter, bool negated) => filter switch
    {
        Clause clause => Of(clause, negated),
        Not not => Opposite(not.Part, negated),
        AllOf all => Group(all.Parts, "and", all: !negated, negated),
        AnyOf any => Group(any.Parts, "or", all: negated, negated),
        _ => throw new InvalidOperationException($"{filter.GetType()} is no filter node."),
    };

    private Result<Expression> Opposite(Filter part, bool negated)
    {
        var opposite = Node(part, !negated);
        return opposite.Succeeded ? opposite : opposite.Error.At("not");
    }

    private Result<Expression> Group(IReadOnlyList<Filter> parts, string word, bool all, bool negated)
    {
        Expression? group = null;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = Node(parts[i], negated);
            if (!part.Succeeded) return part.Error.At($"{word}[{i}]");
            group = group is null ? part.Value : all ? Expression.AndAlso(group, part.Value) : Expression.OrElse(group, part.Value);
        }

        return group ?? Expression.Constant(all);
    }

    private Result<Expression> Of(Clause clause, bool negated) =>
        type.Find(clause.Field) is { } field ? field.Compile(clause, viewer, negated) : FilterErrors.UnknownField(clause.Field);
}
