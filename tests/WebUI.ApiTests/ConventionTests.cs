using System.Net.Http.Headers;
using System.Text;

namespace NexusCrm.WebUI.ApiTests;

/// <summary>What every route of the API does, whatever its feature.</summary>
public sealed class ConventionTests
{
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _user = await _host.RegisterAsync("Conventions Ltd");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Nobody_is_refused_with_a_problem()
    {
        var answer = await _host.Client().GetAsync("/api/v1/auth/me");

        await ApiHost.ProblemAsync(answer, 401, "unauthenticated");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Test]
    public async Task An_unknown_address_is_a_problem() => await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/nothing-here"), 404, "not_found");

    [Test]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        var answer = await _user.SendAsync(HttpMethod.Put, "/api/v1/auth/me");

        await ApiHost.ProblemAsync(answer, 405, "method_not_allowed");
        answer.Content.Headers.Allow.ShouldContain("PATCH");
    }

    [Test]
    public async Task A_wrong_content_type_is_a_problem()
    {
        var answer = await _host.Client().PostAsync("/api/v1/auth/login", new StringContent("email=a", Encoding.UTF8, "text/plain"));

        await ApiHost.ProblemAsync(answer, 415, "unsupported_media_type");
    }

    [Test]
    public async Task A_body_over_a_megabyte_is_a_problem()
    {
        var content = new StringContent("{\"name\":\"" + new string('x', 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");

        // The test server has no request size limit of Kestrel's; the name's own limit answers instead.
        await ApiHost.ProblemAsync(await _user.Client.PatchAsync("/api/v1/organization", content), 400, "validation_failed");
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{\"email\":\"a\",}")]
    [TestCase("{\"email\":\"a\" \"b\"}")]
    public async Task What_is_no_such_json_is_malformed(string body) =>
        await ApiHost.ProblemAsync(await _user.PostAsync("/api/v1/auth/login", body), 400, "malformed_json");

    [Test]
    public async Task A_repeated_property_is_refused() =>
        ((int)(await _user.PostAsync("/api/v1/auth/login", """{"email":"a@b.sg","email":"c@d.sg","password":"x"}""")).StatusCode).ShouldBe(400);

    [Test]
    public async Task No_body_is_malformed()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        ((int)(await _host.Client().SendAsync(request)).StatusCode).ShouldBe(400);
    }

    [TestCase("/api/v1/auth/me?expand=all")]
    [TestCase("/api/v1/members?Status=active")]
    [TestCase("/api/v1/organization?x[y]=1")]
    public async Task An_unknown_query_parameter_is_refused_by_name(string path)
    {
        var problem = await ApiHost.ProblemAsync(await _user.GetAsync(path), 400, "unknown_field");

        problem["errors"]!.AsObject().Count.ShouldBe(1);
    }

    [TestCase("/api/v1/auth/me/")]
    [TestCase("/api/v1/members/")]
    [TestCase("/api/v1/organization/")]
    public async Task A_trailing_slash_makes_no_difference(string path) => await ApiHost.ReadAsync(await _user.GetAsync(path), 200);

    [Test]
    public async Task A_problem_is_sent_whatever_the_caller_accepts()
    {
        var answer = await _user.SendAsync(HttpMethod.Get, "/api/v1/auth/me?x=1", null, ("Accept", "text/csv"));

        await ApiHost.ProblemAsync(answer, 400, "unknown_field");
    }

    [Test]
    public async Task Every_answer_tells_what_is_left_of_the_limit()
    {
        var answer = await _user.GetAsync("/api/v1/auth/me");

        foreach (var header in new[] { "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset" }) answer.Headers.Contains(header).ShouldBeTrue(header);
    }

    [Test]
    public async Task Every_answer_has_the_security_headers_and_is_not_stored()
    {
        foreach (var answer in new[] { await _user.GetAsync("/api/v1/auth/me"), await _user.GetAsync("/api/v1/nothing-here"), await _host.Client().GetAsync("/health/live") })
        {
            answer.Headers.GetValues("Content-Security-Policy").Count().ShouldBe(1);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }
}
