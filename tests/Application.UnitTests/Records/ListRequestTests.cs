using NexusCrm.Application.Records.Lists;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class ListRequestTests
{
    [Test]
    public void Paging_words_are_taken_out_and_the_rest_is_the_filter()
    {
        var request = Parse("q= acme ", "sort=-score", "after=abc", "limit=200", "total=true", "deleted=only", "status=new").Value;

        (request.Query, request.Sort!.ToString(), request.After, request.Before, request.Limit, request.WithTotal, request.DeletedOnly).ShouldBe(("acme", "-score", "abc", null, 200, true, true));
        FilterParametersTests.Show(request.Filter.Conjuncts.Single()).ShouldBe("status eq new");
    }

    [Test]
    public void Nothing_asked_is_the_first_fifty() => Parse().Value.ShouldBeEquivalentTo(new ListRequest());

    [TestCase("limit=0", "limit"), TestCase("limit=201", "limit"), TestCase("limit=-1", "limit"), TestCase("limit=1.5", "limit"), TestCase("limit=99999999999", "limit"), TestCase("limit=", "limit"), TestCase("limit= 5", "limit")]
    [TestCase("total=1", "total"), TestCase("deleted=all", "deleted"), TestCase("sort=", "sort"), TestCase("filter={", "filter"), TestCase("q=a\0", "q")]
    public void A_malformed_word_is_refused_at_its_name(string parameter, string field) => Parse(parameter).Error!.Fields!.Keys.ShouldBe([field]);

    [Test]
    public void Search_words_have_a_limit() => Parse("q=" + new string('x', 201)).Error!.Fields!.Keys.ShouldBe(["q"]);

    [Test]
    public void After_and_before_exclude_each_other() => Parse("after=a", "before=b").Error!.Fields!.Keys.ShouldBe(["before"]);

    [Test]
    public void A_request_is_printed_as_it_was_read()
    {
        string[] parameters = ["status=new,contacted", "score[gte]=5", "q=acme", "sort=-score,fullName", "after=abc", "limit=20", "total=true", "deleted=only"];

        Parse(parameters).Value.Print().Select(p => $"{p.Key}={p.Value}").ShouldBe(parameters);
    }

    private static Domain.Common.Result<ListRequest> Parse(params string[] parameters) => ListRequest.Parse(parameters.Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1])));
}
