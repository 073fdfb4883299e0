using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Filters;

/// <summary>Finds every clause of a filter that cannot be applied, with its position.</summary>
internal static class InvalidClauses
{
    public static IEnumerable<InvalidClause> In(Filter filter, Func<Clause, Error?> check, string position = "") => filter switch
    {
        Clause clause => check(clause) is { } error ? [Of(clause, error, position)] : [],
        Not not => In(not.Part, check, Step(position, "not")),
        AllOf all => all.Parts.SelectMany((part, i) => In(part, check, Step(position, $"and[{i}]"))),
        AnyOf any => any.Parts.SelectMany((part, i) => In(part, check, Step(position, $"or[{i}]"))),
        _ => throw new InvalidOperationException($"{filter.GetType()} is no filter node."),
    };

    private static string Step(string position, string step) => position.Length == 0 ? step : $"{position}.{step}";

    private static InvalidClause Of(Clause clause, Error error, string position) =>
        new(position, clause.Field, clause.Operator.Name(), error.Code, error.Fields?.Values.First()[0] ?? error.Message);
}
