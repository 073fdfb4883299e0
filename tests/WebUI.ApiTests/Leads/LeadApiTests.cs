using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Leads;

/// <summary>The contract of leads: shapes, statuses, versions, bad input.</summary>
[TestFixture]
public sealed class LeadApiTests
{
    private const string Leads = "/api/v1/leads";

    private static readonly string[] Members =
    [
        "id", "firstName", "lastName", "fullName", "email", "phone", "company", "jobTitle", "website", "industry", "employeeCount", "annualRevenue", "budget", "timeline", "address", "source", "status", "rating", "score",
        "ownerId", "ownerName", "territoryId", "territoryName", "utm", "referrer", "landingPage", "description", "tags", "doNotCall", "emailOptOut", "disqualifyReason", "conversion", "consents", "customFields",
        "createdAt", "createdBy", "updatedAt", "updatedBy", "version",
    ];

    private ApiHost _host = null!;
    private ApiUser _alice = null!;
    private ApiUser _stranger = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _alice = await _host.RegisterAsync("Straits Trading");
        _stranger = await _host.RegisterAsync("Other Company");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_lead_is_created_with_its_address_and_read_as_it_was_written()
    {
        var created = await PostAsync(new
        {
            firstName = "Mei",
            lastName = "Tan",
            email = "mei@acme.sg",
            phone = "9123 4567",
            company = "Acme Pte Ltd",
            budget = new { amount = "9500.50", currency = "SGD" },
            address = new { line1 = "1 Robinson Road", postalCode = "048542", country = "Singapore" },
            source = "demo_request",
            rating = "hot",
            utm = new { source = "google" },
            tags = new[] { "vip" },
            customFields = new { tier = "gold" },
        });

        var lead = await ApiHost.ReadAsync(created, 201);
        created.Headers.Location!.ToString().ShouldBe($"{Leads}/{(string)lead["id"]!}");
        created.Headers.ETag!.Tag.ShouldStartWith("\"1.");
        lead.AsObject().Select(p => p.Key).ShouldBe(Members, ignoreOrder: true);
        lead["budget"]!.ToJsonString().ShouldBe("""{"amount":"9500.50","currency":"SGD"}""");
        ((string)lead["address"]!["country"]!).ShouldBe("SG");
        ((string)lead["source"]!).ShouldBe("demo_request");
        ((string)lead["customFields"]!["tier"]!).ShouldBe("gold");
        ((string)lead["createdAt"]!).ShouldEndWith("Z");
        ((Guid)lead["createdBy"]!).ShouldBe(_alice.UserId);
        lead["territoryName"].ShouldBeNull();

        (await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}/{(string)lead["id"]!}/"), 200)).ToJsonString().ShouldBe(lead.ToJsonString());
    }

    [Test]
    public async Task A_reader_who_has_it_already_is_told_so()
    {
        var lead = await ALeadAsync();
        var first = await _alice.GetAsync(Path(lead));

        var again = await SendAsync(HttpMethod.Get, Path(lead), null, ("If-None-Match", first.Headers.ETag!.ToString()));

        ((int)again.StatusCode).ShouldBe(304);
        (await again.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_patch_changes_what_it_names_and_stale_ones_are_refused()
    {
        var lead = await ALeadAsync();

        var changed = await ApiHost.ReadAsync(await SendAsync(HttpMethod.Patch, Path(lead), """{"industry":"Retail","company":null,"address":{"city":"Singapore"}}""", ("If-Match", "\"1.7\"")), 200);
        var stale = await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Patch, Path(lead), """{"industry":"Energy"}""", ("If-Match", "\"1.0\"")), 412, "version_conflict");

        ((string)changed["industry"]!).ShouldBe("Retail");
        changed["company"].ShouldBeNull();
        ((int)changed["version"]!).ShouldBe(2);
        ((int)stale["currentVersion"]!).ShouldBe(2);
    }

    [TestCase("""{"status":"qualified"}""", 409, "invalid_transition")]
    [TestCase("""{"status":"converted"}""", 409, "invalid_transition")]
    [TestCase("""{"score":100}""", 400, "read_only_field")]
    [TestCase("""{"version":9}""", 400, "read_only_field")]
    [TestCase("""{"colour":"red"}""", 400, "unknown_field")]
    [TestCase("""{"address":{"planet":"Mars"}}""", 400, "unknown_field")]
    [TestCase("""{"source":"telepathy"}""", 400, "validation_failed")]
    [TestCase("""{"employeeCount":"many"}""", 400, "validation_failed")]
    [TestCase("""{"doNotCall":"yes"}""", 400, "validation_failed")]
    [TestCase("""{"address":{"city":7}}""", 400, "validation_failed")]
    [TestCase("""{"status":null}""", 400, "validation_failed")]
    [TestCase("""{"employeeCount":-1}""", 400, "validation_failed")]
    [TestCase("""{"lastName":null,"company":null}""", 400, "validation_failed")]
    [TestCase("""{"budget":{"amount":12,"currency":"SGD"}}""", 400, "validation_failed")]
    [TestCase("""{"ownerId":"0197b6a0-0000-7000-8000-000000000000"}""", 400, "validation_failed")]
    [TestCase("""{"lastName":""", 400, "malformed_json")]
    [TestCase("""[]""", 400, "malformed_json")]
    public async Task A_patch_that_cannot_be_taken_is_named(string patch, int status, string code)
    {
        var lead = await ALeadAsync();

        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Patch, Path(lead), patch), status, code);

        ((int)(await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead)), 200))["version"]!).ShouldBe(1);
    }

    [Test]
    public async Task Everything_wrong_with_a_new_lead_is_named_by_its_property()
    {
        var problem = await ApiHost.ProblemAsync(await PostAsync(new { email = "nobody", phone = "12", tags = new[] { new string('x', 51) }, address = new { country = "Atlantis" } }), 400, "validation_failed");

        problem["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["email", "phone", "tags", "lastName", "address.country"], ignoreOrder: true);
    }

    [TestCase("""{"lastName":"Tan","status":"qualified"}""", "read_only_field")]
    [TestCase("""{"lastName":"Tan","id":"0197b6a0-0000-7000-8000-000000000000"}""", "read_only_field")]
    [TestCase("""{"lastName":"Tan","shoeSize":43}""", "unknown_field")]
    [TestCase("""{"lastName":5}""", "validation_failed")]
    [TestCase("""nonsense""", "malformed_json")]
    [TestCase("""null""", "malformed_request")]
    public async Task A_body_that_cannot_be_taken_is_named(string body, string code) =>
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Leads, body), 400, code);

    [Test]
    public async Task Another_content_type_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("lastName", "Tan")]);

        await ApiHost.ProblemAsync(await _alice.Client.PostAsync(Leads, form), 415, "unsupported_media_type");
    }

    [Test]
    public async Task A_list_has_pages_totals_and_links()
    {
        var user = await _host.RegisterAsync("Listing Pte Ltd");
        for (var i = 0; i < 3; i++) await ApiHost.ReadAsync(await user.Client.PostAsJsonAsync(Leads, new { lastName = $"Name {i}" }), 201);

        var answer = await user.GetAsync($"{Leads}?limit=2&sort=fullName&total=true");
        var first = await ApiHost.ReadAsync(answer, 200);
        first["data"]!.AsArray().Select(l => (string)l!["lastName"]!).ShouldBe(["Name 0", "Name 1"]);
        first["data"]![0]!.AsObject().Select(p => p.Key).ShouldBe(Members, ignoreOrder: true);
        ((int)first["page"]!["total"]!).ShouldBe(3);
        ((bool)first["page"]!["hasMore"]!).ShouldBeTrue();
        first["page"]!["prev"].ShouldBeNull();

        var link = answer.Headers.GetValues("Link").Single();
        link.ShouldEndWith("; rel=\"next\"");
        var next = await ApiHost.ReadAsync(await user.GetAsync(link[1..link.IndexOf('>')]), 200);
        next["data"]!.AsArray().Select(l => (string)l!["lastName"]!).ShouldBe(["Name 2"]);
        ((bool)next["page"]!["hasMore"]!).ShouldBeFalse();
    }

    [TestCase("colour=red", "unknown_field")]
    [TestCase("sort=description", "validation_failed")]
    [TestCase("score[gte]=high", "validation_failed")]
    [TestCase("limit=0", "validation_failed")]
    [TestCase("limit=201", "validation_failed")]
    [TestCase("after=nonsense", "invalid_cursor")]
    [TestCase("deleted=all", "validation_failed")]
    public async Task A_list_refuses_what_it_does_not_understand(string query, string code)
    {
        await ApiHost.ProblemAsync(await _alice.GetAsync($"{Leads}?{query}"), 400, code);
    }

    [Test]
    public async Task Single_resources_refuse_unknown_query_parameters()
    {
        var lead = await ALeadAsync();

        await ApiHost.ProblemAsync(await _alice.GetAsync(Path(lead) + "?expand=all"), 400, "unknown_field");
        await ApiHost.ProblemAsync(await _alice.GetAsync($"{Leads}/duplicates?mail=x"), 400, "unknown_field");
    }

    [Test]
    public async Task Actions_move_a_lead_and_answer_how_it_is()
    {
        var lead = await ALeadAsync();

        ((string)(await ActAsync(lead, "qualify"))["status"]!).ShouldBe("qualified");
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/qualify", null), 409, "invalid_transition");
        ((string)(await ActAsync(lead, "disqualify", """{"reason":"no_budget"}"""))["disqualifyReason"]!).ShouldBe("no_budget");
        ((string)(await ActAsync(lead, "reopen"))["status"]!).ShouldBe("new");
        ((Guid)(await ActAsync(lead, "assign", $$"""{"ownerId":"{{_alice.UserId}}"}"""))["ownerId"]!).ShouldBe(_alice.UserId);
        (await ActAsync(lead, "assign"))["ownerName"]!.ToString().ShouldBe("Wei Tan");
        (await ActAsync(lead, "tag", """{"add":["vip"]}"""))["tags"]!.ToJsonString().ShouldBe("""["vip"]""");
    }

    [Test]
    public async Task Actions_name_what_is_missing()
    {
        var lead = await ALeadAsync();

        var problem = await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/disqualify", "{}"), 400, "validation_failed");
        problem["errors"]!["reason"].ShouldNotBeNull();
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/disqualify", """{"reason":"imported"}"""), 400, "validation_failed");
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/assign", """{"territoryId":"0197b6a0-0000-7000-8000-000000000000"}"""), 400, "validation_failed");
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/qualify", null, ("If-Match", "\"9.0\"")), 412, "version_conflict");
    }

    [Test]
    public async Task A_score_explains_itself()
    {
        var lead = await ALeadAsync();

        var explained = await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead) + "/score"), 200);
        var kept = await ApiHost.ReadAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/score", null), 200);

        ((int)explained["score"]!).ShouldBe((int)lead["score"]!);
        explained["breakdown"]![0]!.ToJsonString().ShouldBe("""{"factor":"email","points":10,"max":10,"reason":"E-mail known"}""");
        kept.ToJsonString().ShouldBe(explained.ToJsonString());
    }

    [Test]
    public async Task Stats_have_every_choice()
    {
        var user = await _host.RegisterAsync("Counting Pte Ltd");
        await ApiHost.ReadAsync(await user.Client.PostAsJsonAsync(Leads, new { lastName = "Tan", rating = "hot" }), 201);

        var stats = await ApiHost.ReadAsync(await user.GetAsync($"{Leads}/stats"), 200);

        stats.AsObject().Select(p => p.Key).ShouldBe(["total", "byStatus", "bySource", "byRating", "byOwner", "conversionRate", "averageScore", "averageAgeDays", "byMonth"], ignoreOrder: true);
        stats["byStatus"]!.ToJsonString().ShouldBe("""{"new":1,"contacted":0,"qualified":0,"disqualified":0,"converted":0}""");
        stats["byOwner"]!.ToJsonString().ShouldBe("""[{"ownerId":null,"ownerName":null,"count":1}]""");
        ((string)stats["conversionRate"]!).ShouldBe("0.0000");
        stats["byMonth"]!.ToJsonString().ShouldBe("""[{"month":"2026-07","created":1,"converted":0}]""");
    }

    [Test]
    public async Task Duplicates_come_with_their_reasons()
    {
        // A family name like no other here: generated company names may be alike.
        var lead = await ApiHost.ReadAsync(await PostAsync(new { lastName = "Quek", email = $"{Guid.CreateVersion7():N}@quek.sg", company = "Duplicated Straits" }), 201);

        var found = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}/duplicates?email={(string)lead["email"]!}"), 200);

        ((Guid)found["data"]![0]!["record"]!["id"]!).ShouldBe((Guid)lead["id"]!);
        found["data"]![0]!["reasons"]!.ToJsonString().ShouldBe("""["email"]""");
        (await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead) + "/duplicates"), 200))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_timeline_is_paged_and_narrowed_by_kind()
    {
        var lead = await ALeadAsync();
        await ActAsync(lead, "qualify");

        var items = await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead) + "/timeline?kind=status&limit=5"), 200);

        var item = items["data"]!.AsArray().Single()!;
        ((string)item["kind"]!).ShouldBe("status");
        item["actor"]!.ToJsonString().ShouldBe($$"""{"type":"user","id":"{{_alice.UserId}}","name":"Wei Tan"}""");
        ((string)item["subject"]!["type"]!).ShouldBe("lead");
        ((string)item["data"]!["to"]!).ShouldBe("qualified");
        await ApiHost.ProblemAsync(await _alice.GetAsync(Path(lead) + "/timeline?kind=gossip"), 400, "validation_failed");
        await ApiHost.ProblemAsync(await _alice.GetAsync(Path(lead) + "/timeline?limit=0"), 400, "validation_failed");
    }

    [Test]
    public async Task The_recycle_bin_keeps_a_lead_for_thirty_days()
    {
        var lead = await ALeadAsync();

        ((int)(await SendAsync(HttpMethod.Delete, Path(lead), null)).StatusCode).ShouldBe(204);
        await ApiHost.ProblemAsync(await _alice.GetAsync(Path(lead)), 404, "not_found");

        var bin = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}?deleted=only&limit=200"), 200);
        var row = bin["data"]!.AsArray().Single(l => (Guid)l!["id"]! == (Guid)lead["id"]!)!;
        ((DateTimeOffset)row["purgeAt"]!).ShouldBe(((DateTimeOffset)row["deletedAt"]!).AddDays(30));

        await ApiHost.ReadAsync(await SendAsync(HttpMethod.Post, Path(lead) + "/restore", null), 200);
        await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead)), 200);
    }

    [Test]
    public async Task Another_organizations_lead_is_like_one_that_never_was()
    {
        var lead = await ALeadAsync();
        var requests = new (HttpMethod Method, string Route, string? Body)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/timeline", null), (HttpMethod.Get, "/score", null), (HttpMethod.Get, "/duplicates", null),
            (HttpMethod.Patch, "", """{"industry":"x"}"""), (HttpMethod.Delete, "", null), (HttpMethod.Post, "/restore", null), (HttpMethod.Post, "/qualify", null), (HttpMethod.Post, "/score", null),
            (HttpMethod.Post, "/reopen", null), (HttpMethod.Post, "/assign", "{}"), (HttpMethod.Post, "/tag", """{"add":["x"]}"""), (HttpMethod.Post, "/disqualify", """{"reason":"spam"}"""),
        };

        foreach (var (method, route, body) in requests)
        {
            foreach (var id in new[] { (string)lead["id"]!, Guid.CreateVersion7().ToString() })
                await ApiHost.ProblemAsync(await SendAsync(method, $"{Leads}/{id}{route}", body, _stranger.Client), 404, "not_found");
        }

        (await ApiHost.ReadAsync(await _stranger.GetAsync(Leads), 200))["data"]!.AsArray().ShouldBeEmpty();
        ((int)(await ApiHost.ReadAsync(await _alice.GetAsync(Path(lead)), 200))["version"]!).ShouldBe(1);
    }

    [Test]
    public async Task Nobody_gets_in_without_a_token()
    {
        var nobody = _host.Client();

        await ApiHost.ProblemAsync(await nobody.GetAsync(Leads), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await nobody.PostAsJsonAsync(Leads, new { lastName = "Tan" }), 401, "unauthenticated");
    }

    [Test]
    public async Task The_same_key_creates_one_lead()
    {
        var key = Guid.CreateVersion7().ToString();

        var first = await SendAsync(HttpMethod.Post, Leads, """{"lastName":"Once"}""", ("Idempotency-Key", key));
        var again = await SendAsync(HttpMethod.Post, Leads, """{"lastName":"Once"}""", ("Idempotency-Key", key));

        (await ApiHost.ReadAsync(again, 201)).ToJsonString().ShouldBe((await ApiHost.ReadAsync(first, 201)).ToJsonString());
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        await ApiHost.ProblemAsync(await SendAsync(HttpMethod.Post, Leads, """{"lastName":"Twice"}""", ("Idempotency-Key", key)), 422, "idempotency_key_reused");
    }

    [Test]
    public async Task The_catalogue_describes_the_fields()
    {
        var fields = await ApiHost.ReadAsync(await _alice.GetAsync($"{Leads}/fields"), 200);

        var status = fields["data"]!.AsArray().Single(f => (string)f!["key"]! == "status")!;
        ((string)status["type"]!).ShouldBe("choice");
        status["choices"]!.ToJsonString().ShouldBe("""["new","contacted","qualified","disqualified","converted"]""");
    }

    [Test]
    public async Task A_changed_profile_is_answered_with_the_job_that_scores_again()
    {
        var user = await _host.RegisterAsync("Scoring Pte Ltd");
        var before = await user.GetAsync("/api/v1/scoring-profile");
        ((int)(await ApiHost.ReadAsync(before, 200))["version"]!).ShouldBe(1);

        var queued = await ApiHost.ReadAsync(await user.Client.PutAsJsonAsync("/api/v1/scoring-profile", new { factors = new[] { new { key = "email", points = 70 } } }), 202);

        ((string)queued["status"]!).ShouldBe("queued");
        var after = await ApiHost.ReadAsync(await user.GetAsync("/api/v1/scoring-profile"), 200);
        ((int)after["version"]!).ShouldBe(2);
        ((int)after["factors"]![0]!["points"]!).ShouldBe(70);
        ((int)after["factors"]![1]!["points"]!).ShouldBe(0);
        await ApiHost.ProblemAsync(await user.Client.PutAsJsonAsync("/api/v1/scoring-profile", new { factors = new[] { new { key = "luck", points = 101 } } }), 400, "validation_failed");
    }

    private static string Path(JsonNode lead) => $"{Leads}/{(string)lead["id"]!}";

    private Task<HttpResponseMessage> PostAsync(object body) => _alice.Client.PostAsJsonAsync(Leads, body);

    private async Task<JsonNode> ALeadAsync() => await ApiHost.ReadAsync(await PostAsync(new { lastName = "Tan", email = $"{Guid.CreateVersion7():N}@acme.sg", company = $"Company {Guid.CreateVersion7():N}" }), 201);

    private async Task<JsonNode> ActAsync(JsonNode lead, string action, string? body = null) => await ApiHost.ReadAsync(await SendAsync(HttpMethod.Post, $"{Path(lead)}/{action}", body), 200);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers) => SendAsync(method, path, body, _alice.Client, headers);

    private static async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
