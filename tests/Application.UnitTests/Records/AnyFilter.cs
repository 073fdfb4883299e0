using NexusCrm.Application.Records.Filters;

namespace NexusCrm.Application.UnitTests.Records;

/// <summary>Filters of any shape with values that tempt every kind of escaping.</summary>
internal static class AnyFilter
{
    private static readonly string[] Values = ["a", "a,b", ",", "\\", "\\,", "a\\", "\"", "{}", "[1]", "@today-30d", " ", "宝石", "50%", "a=b&c", "true", "1.5", "😀", "<b>", "\u2028"];

    public static Filter Of(Random random, int depth) => random.Next(depth <= 1 ? 1 : 5) switch
    {
        1 => new AllOf([Of(random, depth - 1), Of(random, depth - 1)]),
        2 => new AnyOf([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Of(random, depth - 1))]),
        3 => new Not(Of(random, depth - 1)),
        _ => AClause(random),
    };

    private static Clause AClause(Random random)
    {
        var field = random.Next(2) == 0 ? "company" : "address.country";
        var @operator = (FilterOperator)random.Next(Enum.GetValues<FilterOperator>().Length);
        return @operator switch
        {
            FilterOperator.Empty => new Clause(field, @operator, random.Next(2) == 0 ? "true" : "false"),
            FilterOperator.In or FilterOperator.Nin => new Clause(field, @operator, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random))]),
            _ => new Clause(field, @operator, Value(random)),
        };
    }

    private static string Value(Random random) => Values[random.Next(Values.Length)];
}
