using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Filters;

/// <summary>
/// A filter as query parameters: <c>status=new,contacted</c> (any of), <c>score[gte]=50</c>, <c>email[empty]=true</c>, <c>filter={"or":[...]}</c>; all must hold. Without an operator commas separate
/// alternatives (a literal comma is <c>\,</c>); with <c>[eq]</c> the value is taken as it stands.
/// </summary>
public static class FilterParameters
{
    /// <summary>The parameter that holds a tree in JSON.</summary>
    public const string Tree = "filter";

    /// <summary>Reads the parameters; each of them is a condition, in order.</summary>
    public static Result<Filter> Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var filter = Filter.Everything;
        foreach (var (name, value) in parameters)
        {
            var part = name == Tree ? FilterJson.Parse(value) : ParseClause(name, value);
            if (!part.Succeeded) return part;
            filter = filter.And(part.Value);
        }

        return filter.Clauses.Take(Filter.MaxClauses + 1).Count() > Filter.MaxClauses ? FilterErrors.TooComplex : filter;
    }

    /// <summary>Prints a filter as parameters; reading them again gives the same filter.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Print(Filter filter)
    {
        if (filter.IsEverything) return [];
        return filter.Conjuncts.All(p => p is Clause) ? [.. filter.Clauses.Select(Print)] : [new(Tree, FilterJson.Print(filter))];
    }

    private static KeyValuePair<string, string> Print(Clause clause) => clause.Operator switch
    {
        FilterOperator.Eq when FilterText.Split(clause.Values[0]) is [var only] && only == clause.Values[0] => new(clause.Field, only),
        FilterOperator.In when clause.Values.Count > 1 => new(clause.Field, FilterText.Join(clause.Values)),
        FilterOperator.In or FilterOperator.Nin => new(Name(clause), FilterText.Join(clause.Values)),
        _ => new(Name(clause), clause.Values[0]),
    };

    private static string Name(Clause clause) => $"{clause.Field}[{clause.Operator.Name()}]";

    private static Result<Filter> ParseClause(string name, string text)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return Alternatives(name, FilterText.Split(text));
        if (bracket == 0 || name[^1] != ']') return FilterErrors.UnknownField(name);

        var field = name[..bracket];
        var operatorName = name[(bracket + 1)..^1];
        if (!FilterOperators.TryParse(operatorName, out var @operator)) return FilterErrors.UnknownOperator(field, operatorName);
        return new Clause(field, @operator, @operator.TakesMany() ? FilterText.Split(text) : [text]);
    }

    private static Result<Filter> Alternatives(string field, IReadOnlyList<string> values) =>
        values.Count == 1 ? new Clause(field, FilterOperator.Eq, values) : new Clause(field, FilterOperator.In, values);
}
