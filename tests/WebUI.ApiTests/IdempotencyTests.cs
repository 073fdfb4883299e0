namespace NexusCrm.WebUI.ApiTests;

/// <summary>Rules K1 to K6: one effect per key, whatever is sent again.</summary>
public sealed class IdempotencyTests
{
    private const string Leads = "/api/v1/leads";
    private const string Header = "Idempotency-Key";
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [SetUp]
    public async Task RegisterAsync() => _user = await _host.RegisterAsync("Idempotent Ltd");

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_same_key_answers_the_same_and_creates_once()
    {
        var first = await PostAsync("k1", new { lastName = "Tan" });
        var again = await PostAsync("k1", new { lastName = "Tan" });

        var body = (await ApiHost.ReadAsync(first, 201)).ToJsonString();
        (await ApiHost.ReadAsync(again, 201)).ToJsonString().ShouldBe(body);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        first.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        (await CountAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Fifty_at_once_create_one_lead()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync("race", new { lastName = "Lim" })));

        foreach (var busy in answers.Where(a => (int)a.StatusCode != 201))
        {
            await ApiHost.ProblemAsync(busy, 409, "request_in_progress");
            busy.Headers.RetryAfter.ShouldNotBeNull();
        }

        answers.Count(a => (int)a.StatusCode == 201 && !a.Headers.Contains("Idempotent-Replayed")).ShouldBe(1);
        (await CountAsync()).ShouldBe(1);
        (await PostAsync("race", new { lastName = "Lim" })).Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Test]
    public async Task Another_body_or_route_under_the_same_key_is_refused()
    {
        await ApiHost.ReadAsync(await PostAsync("k2", new { lastName = "Tan" }), 201);

        await ApiHost.ProblemAsync(await PostAsync("k2", new { lastName = "Lee" }), 422, "idempotency_key_reused");
        await ApiHost.ProblemAsync(await _user.PostAsync($"{Leads}/{Guid.CreateVersion7()}/qualify", null, (Header, "k2")), 422, "idempotency_key_reused");
        (await CountAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Spelling_of_the_json_makes_no_difference()
    {
        await ApiHost.ReadAsync(await _user.PostAsync(Leads, """{"lastName":"Tan","company":"Acme"}""", (Header, "k3")), 201);

        var again = await _user.PostAsync(Leads + "/", """{ "company" : "Acme", "lastName" : "T\u0061n" }""", (Header, "k3"));

        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Test]
    public async Task A_refusal_is_not_kept()
    {
        await ApiHost.ProblemAsync(await PostAsync("k4", new { firstName = "Wei" }), 400, "validation_failed");

        await ApiHost.ReadAsync(await PostAsync("k4", new { lastName = "Tan" }), 201);
    }

    [Test]
    public async Task A_key_belongs_to_its_organization_and_principal()
    {
        var other = await _host.RegisterAsync("Other Ltd");
        await ApiHost.ReadAsync(await PostAsync("shared", new { lastName = "Tan" }), 201);

        var theirs = await other.PostAsync(Leads, new { lastName = "Goh" }, (Header, "shared"));

        ((string)(await ApiHost.ReadAsync(theirs, 201))["lastName"]!).ShouldBe("Goh");
    }

    [Test]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await ApiHost.ReadAsync(await PostAsync("k5", new { lastName = "Tan" }), 201);
        _host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        var again = await _host.SignInAsync(_user.Email);

        await ApiHost.ReadAsync(await again.PostAsync(Leads, new { lastName = "Lee" }, (Header, "k5")), 201);
    }

    [TestCase("\u00e9")]
    [TestCase(256)]
    public async Task A_malformed_key_is_refused(object key)
    {
        var text = key is int length ? new string('k', length) : (string)key;

        await ApiHost.ProblemAsync(await _user.PostAsync(Leads, new { lastName = "Tan" }, (Header, text)), 400, "invalid_idempotency_key");
    }

    [Test]
    public async Task Answers_about_credentials_are_never_stored()
    {
        var first = await ApiHost.ReadAsync(await _host.Client().SendAsync(Login()), 200);
        var second = await ApiHost.ReadAsync(await _host.Client().SendAsync(Login()), 200);

        ((string)second["accessToken"]!).ShouldNotBe((string)first["accessToken"]!);

        HttpRequestMessage Login()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = System.Net.Http.Json.JsonContent.Create(new { email = _user.Email, password = ApiHost.Password }) };
            request.Headers.Add(Header, "login");
            return request;
        }
    }

    private Task<HttpResponseMessage> PostAsync(string key, object body) => _user.PostAsync(Leads, body, (Header, key));

    private async Task<int> CountAsync() => (await ApiHost.ReadAsync(await _user.GetAsync(Leads), 200))["data"]!.AsArray().Count;
}
