using System.Net.Http.Json;
using System.Text;

namespace NexusCrm.WebUI.ApiTests.Leads;

/// <summary>Public forms over HTTP: what a visitor, a bot and a website meet (S36).</summary>
[TestFixture]
public sealed class LeadCaptureApiTests
{
    private const string Leads = "/api/v1/leads";

    private ApiHost _host = null!;
    private ApiUser _alice = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync([("RateLimits:FormPerAddress", "100000"), ("RateLimits:FormPerKey", "100000")]);
        _alice = await _host.RegisterAsync("Straits Trading");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task New_known_and_trapped_submissions_get_answers_of_one_shape()
    {
        var form = await AFormAsync(_alice);
        var answers = new[]
        {
            await SubmitAsync(form, """{"lastName":"Tan","email":"same@visitor.sg"}"""),
            await SubmitAsync(form, """{"lastName":"Tan","email":"same@visitor.sg","phone":"91234567"}"""),
            await SubmitAsync(form, """{"lastName":"Bot","email":"bot@visitor.sg","website_url":"https://spam.example"}"""),
        };

        foreach (var answer in answers)
        {
            var body = await ApiHost.ReadAsync(answer, 202);
            body.AsObject().Select(p => p.Key).ShouldBe(["reference"]);
            ((string)body["reference"]!).Length.ShouldBe(20);
            answer.Headers.Location.ShouldBeNull();
        }

        var stored = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}?email=same@visitor.sg,bot@visitor.sg"), 200);
        stored["data"]!.AsArray().Select(l => (string)l!["phone"]!).ShouldBe(["+6591234567"]);
    }

    [Test]
    public async Task Consent_utm_and_pages_are_kept()
    {
        var form = await AFormAsync(_alice);
        await ApiHost.ReadAsync(await SubmitAsync(form, """
            {"lastName":"Lim","email":"consent@visitor.sg","utm":{"source":"google","campaign":"spring"},"referrer":"https://google.com","landingPage":"https://straits.sg/x","consent":{"granted":true,"textVersion":1}}
            """), 202);

        var id = (string)(await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}?email=consent@visitor.sg"), 200))["data"]![0]!["id"]!;
        var lead = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}/{id}"), 200);

        ((string)lead["utm"]!["campaign"]!).ShouldBe("spring");
        ((string)lead["landingPage"]!).ShouldBe("https://straits.sg/x");
        ((string)lead["consents"]![0]!["decision"]!).ShouldBe("granted");
        ((int)lead["consents"]![0]!["wordingVersion"]!).ShouldBe(1);
    }

    [TestCase("fk_nonsense")]
    [TestCase("fk_0000000000000000000000")]
    public async Task Without_a_valid_key_nothing_is_taken(string key) =>
        await ApiHost.ProblemAsync(await SubmitAsync(key, """{"lastName":"Tan"}"""), 401, "invalid_form_key");

    [TestCase("""{"lastName":"Tan","ownerId":"0197b6a0-0000-7000-8000-000000000000"}""", "unknown_field")]
    [TestCase("""{"lastName":"Tan","status":"qualified"}""", "read_only_field")]
    [TestCase("""{"email":"nobody","lastName":"Tan"}""", "validation_failed")]
    [TestCase("""{"firstName":"Only"}""", "validation_failed")]
    [TestCase("""{"lastName":["Tan"]}""", "validation_failed")]
    [TestCase("""{"lastName":"Ta\u0000n"}""", "validation_failed")]
    [TestCase("""nonsense""", "malformed_json")]
    public async Task What_cannot_be_read_is_refused(string body, string code)
    {
        var form = await AFormAsync(_alice);

        await ApiHost.ProblemAsync(await SubmitAsync(form, body), 400, code);
    }

    [Test]
    public async Task A_huge_body_is_refused()
    {
        var form = await AFormAsync(_alice);

        await ApiHost.ProblemAsync(await SubmitAsync(form, $$"""{"lastName":"Tan","description":"{{new string('x', 70_000)}}"}"""), 400, "too_large");
    }

    [Test]
    public async Task Markup_is_text()
    {
        var form = await AFormAsync(_alice);
        await ApiHost.ReadAsync(await SubmitAsync(form, """{"lastName":"<script>alert(1)</script>","email":"markup@visitor.sg"}"""), 202);

        var stored = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}?email=markup@visitor.sg"), 200);
        ((string)stored["data"]![0]!["lastName"]!).ShouldBe("<script>alert(1)</script>");
    }

    [Test]
    public async Task A_flood_from_one_address_stops_at_ten_a_minute_and_goes_on_in_the_next()
    {
        await using var host = await ApiHost.StartAsync();
        var user = await host.RegisterAsync("Flooded Pte Ltd");
        var form = await AFormAsync(user);

        var statuses = new List<int>();
        for (var i = 0; i < 40; i++) statuses.Add((int)(await SubmitAsync(form, $$"""{"lastName":"Flood","email":"flood{{i}}@visitor.sg"}""", client: host.Client())).StatusCode);

        statuses.Count(s => s == 202).ShouldBe(10);
        statuses.Count(s => s == 429).ShouldBe(30);
        var refused = await SubmitAsync(form, """{"lastName":"Flood"}""", client: host.Client());
        await ApiHost.ProblemAsync(refused, 429, "rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        ((int)(await ApiHost.ReadAsync(await user.GetAsync($"{Leads}?total=true"), 200))["page"]!["total"]!).ShouldBe(10);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ApiHost.ReadAsync(await SubmitAsync(form, """{"lastName":"Later"}""", client: host.Client()), 202);
    }

    [Test]
    public async Task A_form_takes_600_submissions_a_minute_from_all_addresses_together_and_others_go_on()
    {
        await using var host = await ApiHost.StartAsync([("RateLimits:FormPerAddress", "1000000")]);
        var user = await host.RegisterAsync("Busy Pte Ltd");
        var (busy, quiet) = (await AFormAsync(user), await AFormAsync(user));
        const string Robot = """{"lastName":"Robot","website_url":"https://spam.example"}""";

        var statuses = new List<int>();
        foreach (var wave in Enumerable.Range(0, 605).Chunk(25)) statuses.AddRange(await Task.WhenAll(wave.Select(async _ => (int)(await SubmitAsync(busy, Robot, client: host.Client())).StatusCode)));

        (statuses.Count(s => s == 202), statuses.Count(s => s == 429)).ShouldBe((600, 5));
        await ApiHost.ReadAsync(await SubmitAsync(quiet, Robot, client: host.Client()), 202);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ApiHost.ReadAsync(await SubmitAsync(busy, Robot, client: host.Client()), 202);
    }

    [Test]
    public async Task A_website_may_post_from_an_allowed_origin_without_credentials()
    {
        var form = await AFormAsync(_alice);

        var preflight = await SendAsync(HttpMethod.Options, Leads, null, ("Origin", "https://www.straits.sg"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,x-form-key"));
        var allowed = await SubmitAsync(form, """{"lastName":"Tan"}""", ("Origin", "https://www.straits.sg"));
        var foreign = await SubmitAsync(form, """{"lastName":"Tan"}""", ("Origin", "https://evil.example"));

        ((int)preflight.StatusCode).ShouldBe(204);
        preflight.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("X-Form-Key");
        await ApiHost.ReadAsync(allowed, 202);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://www.straits.sg"]);
        allowed.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        await ApiHost.ProblemAsync(foreign, 401, "invalid_form_key");
        foreign.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Test]
    public async Task Forms_are_managed_over_the_api()
    {
        var created = await _alice.Client.PostAsJsonAsync("/api/v1/lead-forms", new { name = "Fair", defaults = new { source = "event" }, allowedOrigins = new[] { "https://fair.sg/" } });
        var form = await ApiHost.ReadAsync(created, 201);
        form.AsObject().Select(p => p.Key).ShouldBe(
            ["id", "name", "publicKey", "active", "allowedOrigins", "defaults", "consentText", "consentVersion", "redirectUrl", "createdAt", "updatedAt", "version"], ignoreOrder: true);
        form["defaults"]!.ToJsonString().ShouldBe("""{"source":"event","ownerId":null}""");
        form["allowedOrigins"]!.ToJsonString().ShouldBe("""["https://fair.sg"]""");
        var path = $"/api/v1/lead-forms/{(string)form["id"]!}";

        var changed = await ApiHost.ReadAsync(await SendAsync(HttpMethod.Patch, path, """{"defaults":{"ownerId":null},"active":false}""", client: _alice.Client), 200);
        ((bool)changed["active"]!).ShouldBeFalse();
        ((string)changed["defaults"]!["source"]!).ShouldBe("event");
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Patch, path, """{"publicKey":"fk_mine"}""", client: _alice.Client), 400, "read_only_field");

        var rotated = await ApiHost.ReadAsync(await SendAsync(HttpMethod.Post, path + "/rotate-key", null, client: _alice.Client), 200);
        ((string)rotated["publicKey"]!).ShouldNotBe((string)form["publicKey"]!);
        ((string)(await ApiHost.ReadAsync(await _alice.GetAsync(path + "/snippet"), 200))["html"]!).ShouldContain($"https://crm.example/f/{(string)rotated["publicKey"]!}");

        var stranger = await _host.RegisterAsync("Other Company");
        await ApiHost.ProblemAsync(await stranger.GetAsync(path), 404, "not_found");
        ((int)(await SendAsync(HttpMethod.Delete, path, null, client: _alice.Client)).StatusCode).ShouldBe(204);
        await ApiHost.ProblemAsync(await _alice.GetAsync(path), 404, "not_found");
    }

    [Test]
    public async Task The_hosted_page_is_plain_html_that_the_allowed_sites_may_frame()
    {
        var form = await AFormAsync(_alice);

        var page = await _host.Client().GetAsync($"/f/{form}?utm_source=google&embed=1");
        var html = await page.Content.ReadAsStringAsync();

        ((int)page.StatusCode).ShouldBe(200, html);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Headers.Contains("Set-Cookie").ShouldBeFalse();
        html.ShouldNotContain("<script");
        html.ShouldNotContain("RequestVerificationToken");
        html.ShouldContain($"action=\"/f/{form}?embed=1\"");
        html.ShouldContain("name=\"utm_source\" value=\"google\"");
        html.ShouldContain("You may write to me.");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'self' https://www.straits.sg");
        page.Headers.Contains("X-Frame-Options").ShouldBeFalse();
    }

    [Test]
    public async Task A_posted_page_leads_to_thanks()
    {
        var form = await AFormAsync(_alice);

        var posted = await PostFormAsync(form, ("lastName", "Koh"), ("email", "koh@visitor.sg"), ("consent", "1"), ("utm_source", "newsletter"), ("button", "Send"));

        ((int)posted.StatusCode).ShouldBe(303);
        posted.Headers.Location!.ToString().ShouldBe($"/f/{form}/thank-you");
        (await (await _host.Client().GetAsync(posted.Headers.Location)).Content.ReadAsStringAsync()).ShouldContain("Straits Trading has received your message.");
        var stored = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}?email=koh@visitor.sg"), 200);
        ((string)stored["data"]![0]!["utm"]!["source"]!).ShouldBe("newsletter");
    }

    [Test]
    public async Task A_redirect_address_is_followed_and_named_in_the_policy()
    {
        var form = await AFormAsync(_alice, redirectUrl: "https://www.straits.sg/thanks");

        var posted = await PostFormAsync(form, ("lastName", "Koh"));

        ((int)posted.StatusCode).ShouldBe(303);
        posted.Headers.Location!.ToString().ShouldBe("https://www.straits.sg/thanks");
        posted.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self' https://www.straits.sg;");
    }

    [Test]
    public async Task A_refused_page_shows_what_is_wrong_and_keeps_what_was_typed()
    {
        var form = await AFormAsync(_alice);

        var posted = await PostFormAsync(form, ("lastName", "<Koh>"), ("email", "nobody"));
        var html = await posted.Content.ReadAsStringAsync();

        ((int)posted.StatusCode).ShouldBe(400);
        html.ShouldContain("This is not an e-mail address.");
        html.ShouldContain("value=\"&lt;Koh&gt;\"");
    }

    [Test]
    public async Task An_unknown_form_has_no_page()
    {
        ((int)(await _host.Client().GetAsync("/f/fk_0000000000000000000000")).StatusCode).ShouldBe(404);
        ((int)(await PostFormAsync("fk_0000000000000000000000", ("lastName", "Koh"))).StatusCode).ShouldBe(404);
    }

    private static async Task<string> AFormAsync(ApiUser user, string? redirectUrl = null)
    {
        var created = await user.Client.PostAsJsonAsync("/api/v1/lead-forms", new { name = "Website", allowedOrigins = new[] { "https://www.straits.sg" }, consentText = "You may write to me.", redirectUrl });
        return (string)(await ApiHost.ReadAsync(created, 201))["publicKey"]!;
    }

    private Task<HttpResponseMessage> SubmitAsync(string key, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, Leads, body, _host.Client(), [("X-Form-Key", key), .. headers]);

    private static Task<HttpResponseMessage> SubmitAsync(string key, string body, HttpClient client) => SendAsync(HttpMethod.Post, Leads, body, client, ("X-Form-Key", key));

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers) => SendAsync(method, path, body, _host.Client(), headers);

    private static async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostFormAsync(string key, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _host.Client().PostAsync($"/f/{key}", content);
    }
}
