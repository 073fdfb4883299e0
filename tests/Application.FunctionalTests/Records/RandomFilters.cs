using NexusCrm.Application.Records.Filters;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>Makes filters of every field, operator and shape.</summary>
internal sealed class RandomFilters(Random random)
{
    private static readonly SampleFields Fields = new();

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["id"] = [.. SampleLeads.Owners.Select(o => o.ToString())],
        ["fullName"] = ["mei tan", "AISHA", "a", "Mei"],
        ["company"] = ["acme", "Acme", "0%", "_case", "k\\s", "\"sons\"", "ärzte", "宝", "=1"],
        ["email"] = ["MEI.TAN@example.com", "example", "lim"],
        ["phone"] = ["9123 4567", "98765432"],
        ["website"] = ["https://example.sg", "EXAMPLE"],
        ["address.country"] = ["sg", "MY"],
        ["utm.source"] = ["Google", "bing"],
        ["status"] = ["new", "contacted", "converted"],
        ["rating"] = ["hot", "warm", "cold"],
        ["score"] = ["0", "25", "60", "75"],
        ["employeeCount"] = ["0", "5", "119"],
        ["budget"] = ["0.5", "1000", "999.99"],
        ["doNotCall"] = ["true", "false"],
        ["ownerId"] = [.. SampleLeads.Owners.Select(o => o.ToString()), "@me"],
        ["tags"] = ["vip", "Expo", "none"],
        ["createdAt"] = ["2026-07-01", "2026-07-04", "@today", "@today-12d", "2026-07-03T05:00:00Z", "2026-07-02T16:00:00+08:00"],
        ["lastTouchAt"] = ["2026-07-03", "@today-10d", "2026-07-04T00:00:00Z"],
    };

    public Filter Next(int depth) => random.Next(depth == 0 ? 1 : 5) switch
    {
        1 => new AllOf(Parts(depth)),
        2 => new AnyOf(Parts(depth)),
        3 => new Not(Next(depth - 1)),
        _ => AClause(),
    };

    private List<Filter> Parts(int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Next(depth - 1))];

    private Clause AClause()
    {
        var field = Fields.Fields[random.Next(Fields.Fields.Count)];
        var @operator = field.Operators[random.Next(field.Operators.Count)];
        var words = Words[field.Key];
        return @operator switch
        {
            FilterOperator.Empty => new Clause(field.Key, @operator, random.Next(2) == 0 ? "true" : "false"),
            FilterOperator.In or FilterOperator.Nin => new Clause(field.Key, @operator, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)])]),
            _ => new Clause(field.Key, @operator, words[random.Next(words.Length)]),
        };
    }
}
