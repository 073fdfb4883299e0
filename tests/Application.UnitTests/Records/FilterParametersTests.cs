using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class FilterParametersTests
{
    [TestCase("status", "new", "status eq new")]
    [TestCase("status", "new,contacted", "status in new|contacted")]
    [TestCase("company", "Tan\\, Lee", "company eq Tan, Lee")]
    [TestCase("company[eq]", "Tan, Lee\\", "company eq Tan, Lee\\")]
    [TestCase("company", "a\\\\b", "company eq a\\b")]
    [TestCase("score[gte]", "50", "score gte 50")]
    [TestCase("company[startsWith]", "Ac,me", "company startsWith Ac,me")]
    [TestCase("company[nin]", "a,b\\,c", "company nin a|b,c")]
    [TestCase("address.country[empty]", "true", "address.country empty true")]
    [TestCase("status", "", "status eq ")]
    public void A_parameter_is_a_clause(string name, string value, string expected) => Show(Parse(name, value).Value).ShouldBe(expected);

    [Test]
    public void Parameters_must_all_hold()
    {
        var filter = FilterParameters.Parse([new("status", "new"), new("filter", """{"and":[{"field":"score","op":"gt","value":5},{"not":{"field":"company","op":"eq","value":"x"}}]}"""), new("status", "contacted")]).Value;

        filter.Conjuncts.Select(Show).ShouldBe(["status eq new", "score gt 5", "not company eq x", "status eq contacted"]);
    }

    [Test]
    public void Nothing_means_everything() => FilterParameters.Parse([]).Value.IsEverything.ShouldBeTrue();

    [TestCase("score[foo]", "1", "validation_failed", "score")]
    [TestCase("score[GTE]", "1", "validation_failed", "score")]
    [TestCase("score[gte", "1", "unknown_field", "score[gte")]
    [TestCase("[gte]", "1", "unknown_field", "[gte]")]
    [TestCase("filter", "", "validation_failed", "filter")]
    public void What_is_no_clause_is_refused_at_its_name(string name, string value, string code, string field)
    {
        var error = Parse(name, value).Error!;

        error.Code.ShouldBe(code);
        error.Kind.ShouldBe(ErrorKind.Invalid);
        error.Fields!.Keys.ShouldBe([field]);
    }

    [Test]
    public void More_than_fifty_clauses_are_too_many()
    {
        var many = Enumerable.Repeat(new KeyValuePair<string, string>("status", "new"), 51).ToArray();

        FilterParameters.Parse(many[..50]).Succeeded.ShouldBeTrue();
        FilterParameters.Parse(many).Error!.Code.ShouldBe("filter_too_complex");
    }

    [Test]
    public void Printing_and_reading_again_gives_the_same_filter([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var filter = AnyFilter.Of(random, depth: 4);
            var again = FilterParameters.Parse(FilterParameters.Print(filter));

            FilterJson.Print(again.Value).ShouldBe(FilterJson.Print(filter));
        }
    }

    internal static string Show(Filter filter) => filter switch
    {
        AllOf all => $"({string.Join(" and ", all.Parts.Select(Show))})",
        AnyOf any => $"({string.Join(" or ", any.Parts.Select(Show))})",
        Not not => "not " + Show(not.Part),
        Clause clause => $"{clause.Field} {clause.Operator.Name()} {string.Join('|', clause.Values)}",
        _ => throw new InvalidOperationException(),
    };

    private static Result<Filter> Parse(string name, string value) => FilterParameters.Parse([new(name, value)]);
}
