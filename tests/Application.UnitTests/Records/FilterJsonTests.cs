using NexusCrm.Application.Records.Filters;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class FilterJsonTests
{
    [TestCase("""{"field":"score","op":"gte","value":50}""", "score gte 50")]
    [TestCase("""{"value":"50","op":"gte","field":"score"}""", "score gte 50")]
    [TestCase("""{"field":"status","op":"in","value":["new","contacted"]}""", "status in new|contacted")]
    [TestCase("""{"field":"status","op":"in","value":"new"}""", "status in new")]
    [TestCase("""{"field":"email","op":"empty","value":true}""", "email empty true")]
    [TestCase("""{"and":[{"field":"a","op":"eq","value":1},{"or":[{"not":{"field":"b","op":"ne","value":false}}]}]}""", "(a eq 1 and (not b ne false))")]
    public void Reads_clauses_and_groups(string json, string expected) => FilterParametersTests.Show(FilterJson.Parse(json).Value).ShouldBe(expected);

    [TestCase(""), TestCase("null"), TestCase("[]"), TestCase("1"), TestCase("{"), TestCase("{}"), TestCase("\"x\"")]
    [TestCase("""{"and":[]}"""), TestCase("""{"or":[]}"""), TestCase("""{"not":[]}"""), TestCase("""{"and":{}}"""), TestCase("""{"and":[1]}"""), TestCase("""{"and":[null]}""")]
    [TestCase("""{"and":[{"field":"a","op":"eq","value":1}],"or":[{"field":"a","op":"eq","value":1}]}""")]
    [TestCase("""{"field":"a","op":"eq"}"""), TestCase("""{"field":"a","value":1}"""), TestCase("""{"op":"eq","value":1}"""), TestCase("""{"field":"","op":"eq","value":1}""")]
    [TestCase("""{"field":"a","op":"eq","value":1,"extra":1}"""), TestCase("""{"field":"a","field":"b","op":"eq","value":1}"""), TestCase("""{"field":1,"op":"eq","value":1}""")]
    [TestCase("""{"field":"a","op":"like","value":1}"""), TestCase("""{"field":"a","op":"eq","value":null}"""), TestCase("""{"field":"a","op":"eq","value":{}}"""), TestCase("""{"field":"a","op":"eq","value":[1]}""")]
    [TestCase("""{"field":"a","op":"in","value":[]}"""), TestCase("""{"field":"a","op":"in","value":[[1]]}"""), TestCase("""{"field":"a","op":"in","value":[null]}""")]
    [TestCase("""{"field":"a","op":"eq","value":"\ud800"}"""), TestCase("""{"field":"\udc00","op":"eq","value":"x"}"""), TestCase("""{"and":[{"field":"a","op":"eq","value":1},]}"""), TestCase("""{"field":"a","op":"eq","value":1} x""")]
    public void Everything_else_is_refused_as_malformed(string json) => FilterJson.Parse(json).Error!.Code.ShouldBe("validation_failed");

    [Test]
    public void Five_levels_are_deep_enough()
    {
        const string clause = """{"field":"a","op":"eq","value":1}""";

        FilterJson.Parse(Nested(clause, 4)).Value.Depth.ShouldBe(5);
        FilterJson.Parse(Nested(clause, 5)).Error!.Code.ShouldBe("filter_too_complex");
        FilterJson.Parse(Nested(clause, 31)).Error!.Code.ShouldBe("filter_too_complex");
        FilterJson.Parse(Nested(clause, 3000)).Succeeded.ShouldBeFalse();

        static string Nested(string inner, int times) => string.Concat(Enumerable.Repeat("""{"not":""", times)) + inner + new string('}', times);
    }

    [Test]
    public void Fifty_clauses_are_wide_enough()
    {
        FilterJson.Parse(Wide(50)).Succeeded.ShouldBeTrue();
        FilterJson.Parse(Wide(51)).Error!.Code.ShouldBe("filter_too_complex");
        FilterJson.Parse($$"""{"or":[{{Wide(30)}},{{Wide(30)}}]}""").Error!.Code.ShouldBe("filter_too_complex");
        FilterJson.Parse(Wide(5000)).Error!.Code.ShouldBe("filter_too_complex");

        static string Wide(int clauses) => $$"""{"and":[{{string.Join(',', Enumerable.Repeat("""{"field":"a","op":"eq","value":1}""", clauses))}}]}""";
    }

    [Test]
    public void A_refusal_says_where()
    {
        var error = FilterJson.Parse("""{"and":[{"field":"a","op":"eq","value":1},{"or":[{"not":{"field":"b","op":"like","value":1}}]}]}""").Error!;

        error.Details!["position"].ShouldBe("and[1].or[0].not");
        error.Fields!.Keys.ShouldBe(["b"]);
    }

    [Test]
    public void Printing_and_reading_again_gives_the_same_filter([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var filter = AnyFilter.Of(random, depth: 5);
            var text = FilterJson.Print(filter);

            FilterParametersTests.Show(FilterJson.Parse(text).Value).ShouldBe(FilterParametersTests.Show(filter));
            FilterJson.Print(FilterJson.Parse(text).Value).ShouldBe(text);
        }
    }

    [Test]
    public void Random_bytes_never_break_the_reader()
    {
        var random = new Random(1);
        const string alphabet = """{}[]":,\u0dandorfieldopvalueeq123 """;
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Should.NotThrow(() => FilterJson.Parse(text), text);
        }
    }
}
