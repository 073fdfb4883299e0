using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Crm;

/// <summary>Accounts, contacts, deals, pipelines and activities over HTTP.</summary>
[TestFixture]
internal sealed class CrmApiTests
{
    private static readonly string[] Common = ["ownerId", "ownerName", "territoryId", "tags", "customFields", "createdAt", "createdBy", "updatedAt", "updatedBy", "version"];

    private ApiHost _host = null!;
    private ApiUser _user = null!;
    private ApiUser _stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ApiHost.StartAsync();
        _user = await _host.RegisterAsync("Straits Trading");
        _stranger = await _host.RegisterAsync("Elsewhere");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task An_account_has_the_properties_of_the_contract()
    {
        var created = await Post("accounts", new { name = "Straits Logistics", annualRevenue = new { amount = "1000000", currency = "SGD" }, billingAddress = new { line1 = "1 Raffles Place", country = "SG" }, customFields = new { tier = "gold" } });

        Names(created).ShouldBe(["id", "name", "uen", "gstNumber", "industry", "type", "employeeCount", "annualRevenue", "website", "phone", "billingAddress", "shippingAddress", "parentId", "paymentTermsDays", "currency", "peppolId", .. Common]);
        ((string?)created["type"]).ShouldBe("prospect");
        ((string?)created["annualRevenue"]!["amount"]).ShouldBe("1000000.00");
        ((string?)created["customFields"]!["tier"]).ShouldBe("gold");
        ((string?)created["ownerId"]).ShouldBe(_user.UserId.ToString());
    }

    [Test]
    public async Task A_contact_has_the_properties_of_the_contract()
    {
        var account = await Post("accounts", new { name = "Acme" });

        var created = await Post("contacts", new { firstName = "Mei", lastName = "Tan", email = "mei@acme.sg", phone = "+65 6123 4567", accountId = Id(account) });

        Names(created).ShouldBe(["id", "firstName", "lastName", "fullName", "email", "phone", "emails", "phones", "jobTitle", "department", "reportsToId", "accounts", "address", "doNotCall", "emailOptOut", .. Common]);
        created["emails"]!.ToJsonString().ShouldBe("""[{"value":"mei@acme.sg","label":null,"primary":true}]""");
        ((bool)created["accounts"]![0]!["primary"]!).ShouldBeTrue();
        ((string?)created["accounts"]![0]!["accountId"]).ShouldBe(Id(account));
    }

    [Test]
    public async Task A_deal_has_the_properties_of_the_contract()
    {
        var created = await Post("deals", new { name = "Pilot", amount = new { amount = "10", currency = "SGD" } });

        Names(created).ShouldBe([
            "id", "name", "accountId", "accountName", "contacts", "amount", "closeDate", "closedOn", "pipelineId", "stageId", "stageName", "stageEnteredAt", "status", "probability", "probabilityOverridden", "lostReason", "wonReason",
            "closingNote", "rank", "sourceLeadId", "nextStep", "products", .. Common]);
        ((string?)created["status"]).ShouldBe("open");
        ((int)created["probability"]!).ShouldBe(10);
    }

    [TestCase("accounts", "name")]
    [TestCase("contacts", "lastName")]
    [TestCase("deals", "name")]
    [TestCase("activities", "subject")]
    public async Task A_record_is_read_changed_deleted_and_restored(string route, string field)
    {
        var created = await Post(route, Minimal(route, field));
        var path = $"/api/v1/{route}/{Id(created)}";

        var read = await _user.GetAsync(path);
        var etag = read.Headers.ETag!.Tag;
        etag.ShouldBe("\"1.0\"");
        (await _user.SendAsync(HttpMethod.Get, path, null, [("If-None-Match", etag)])).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotModified);

        var changed = await ApiHost.ReadAsync(await _user.PatchAsync(path, new Dictionary<string, string> { [field] = "Changed" }, ("If-Match", etag)), 200);
        ((string?)changed[field]).ShouldBe("Changed");
        ((int)changed["version"]!).ShouldBe(2);
        var stale = await ApiHost.ProblemAsync(await _user.PatchAsync(path, new Dictionary<string, string> { [field] = "Again" }, ("If-Match", etag)), 412, "version_conflict");
        ((int)stale["currentVersion"]!).ShouldBe(2);
        await ApiHost.ProblemAsync(await _user.PatchAsync(path, new { version = 7 }), 400, "read_only_field");
        await ApiHost.ProblemAsync(await _user.PatchAsync(path, new { nonsense = 7 }), 400, "unknown_field");

        (await _user.DeleteAsync(path)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        await ApiHost.ReadAsync(await _user.GetAsync(path), 404);
        var bin = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}?deleted=only"), 200);
        var lying = bin["data"]!.AsArray().Single(r => Id(r!) == Id(created))!;
        lying["deletedAt"].ShouldNotBeNull();
        lying["purgeAt"].ShouldNotBeNull();
        ((string?)(await ApiHost.ReadAsync(await _user.PostAsync($"{path}/restore"), 200))[field]).ShouldBe("Changed");
    }

    [TestCase("accounts", "name")]
    [TestCase("contacts", "lastName")]
    [TestCase("deals", "name")]
    [TestCase("activities", "subject")]
    public async Task Another_organization_sees_nothing_of_it(string route, string field)
    {
        var created = await Post(route, Minimal(route, field));
        var path = $"/api/v1/{route}/{Id(created)}";

        foreach (var answer in new[]
                 {
                     await _stranger.GetAsync(path), await _stranger.PatchAsync(path, new Dictionary<string, string> { [field] = "Mine" }), await _stranger.DeleteAsync(path), await _stranger.PostAsync($"{path}/restore"),
                 })
            await ApiHost.ProblemAsync(answer, 404, "not_found");
        (await ApiHost.ReadAsync(await _stranger.GetAsync($"/api/v1/{route}"), 200))["data"]!.AsArray().ShouldNotContain(r => Id(r!) == Id(created));
    }

    [TestCase("accounts", "name")]
    [TestCase("contacts", "fullName")]
    [TestCase("deals", "name")]
    [TestCase("activities", "createdAt")]
    public async Task Lists_page_by_cursor_and_refuse_what_they_do_not_know(string route, string sort)
    {
        var field = route switch { "contacts" => "lastName", "activities" => "subject", _ => "name" };
        for (var i = 0; i < 3; i++) await Post(route, Minimal(route, field));

        var first = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}?limit=2&sort={sort}&total=true"), 200);
        first["data"]!.AsArray().Count.ShouldBe(2);
        ((long)first["page"]!["total"]!).ShouldBeGreaterThanOrEqualTo(3);
        var second = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}?limit=2&sort={sort}&after={first["page"]!["next"]}"), 200);
        second["data"]!.AsArray().Select(r => Id(r!)).ShouldNotContain(id => first["data"]!.AsArray().Any(r => Id(r!) == id));
        await ApiHost.ProblemAsync(await _user.GetAsync($"/api/v1/{route}?colour=red"), 400, "unknown_field");
        (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}/fields"), 200))["data"]!.AsArray().Count.ShouldBeGreaterThan(5);
        ((int)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}/stats"), 200))["total"]!).ShouldBeGreaterThanOrEqualTo(3);
        (await _user.GetAsync($"/api/v1/{route}/export?format=csv")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Test]
    public async Task The_parts_of_an_account_are_below_it()
    {
        var parent = await Post("accounts", new { name = "Parent" });
        var account = await Post("accounts", new { name = "Child", parentId = Id(parent) });
        var contact = await Post("contacts", new { lastName = "Tan", accountId = Id(account) });
        var deal = await Post("deals", new { name = "Pilot", accountId = Id(account), contacts = new[] { new { contactId = Id(contact), role = "buyer" } } });
        var path = $"/api/v1/accounts/{Id(account)}";

        Ids(await ApiHost.ReadAsync(await _user.GetAsync($"{path}/contacts"), 200)).ShouldBe([Id(contact)]);
        Ids(await ApiHost.ReadAsync(await _user.GetAsync($"{path}/deals"), 200)).ShouldBe([Id(deal)]);
        var tree = await ApiHost.ReadAsync(await _user.GetAsync($"{path}/hierarchy"), 200);
        Ids(tree).ShouldBe([Id(parent), Id(account)]);
        ((int)tree["hidden"]!).ShouldBe(0);
        await ApiHost.ProblemAsync(await _user.PatchAsync($"/api/v1/accounts/{Id(parent)}", new { parentId = Id(account) }), 409, "hierarchy_loop");
        await ApiHost.ReadAsync(await _stranger.GetAsync($"{path}/contacts"), 404);
        var given = await ApiHost.ReadAsync(await _user.PostAsync($"{path}/assign-owner", new { ownerId = (string?)null }), 200);
        given["ownerId"].ShouldBeNull();
    }

    [Test]
    public async Task Another_contact_becomes_primary()
    {
        var account = await Post("accounts", new { name = "Acme" });
        var first = await Post("contacts", new { lastName = "First", accountId = Id(account) });
        var second = await Post("contacts", new { lastName = "Second", accountId = Id(account) });

        var made = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/contacts/{Id(second)}/make-primary", new { accountId = Id(account) }), 200);

        ((bool)made["accounts"]![0]!["primary"]!).ShouldBeTrue();
        ((bool)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/contacts/{Id(first)}"), 200))["accounts"]![0]!["primary"]!).ShouldBeFalse();
        var refused = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/contacts/{Id(second)}/make-primary", new { accountId = Guid.CreateVersion7() }), 400);
        ((string?)refused["errors"]!["accountId"]![0]).ShouldBe("not found");
    }

    [Test]
    public async Task A_deal_moves_over_the_board()
    {
        var pipeline = (await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/pipelines"), 200))["data"]![0]!;
        var stages = pipeline["stages"]!.AsArray().ToDictionary(s => (string)s!["name"]!, s => (string)s!["id"]!);
        stages.Keys.ShouldBe(["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]);
        var (a, b) = (await Post("deals", new { name = "A" }), await Post("deals", new { name = "B" }));
        await Move(a, new { stageId = stages["Proposal"] });

        var moved = await ApiHost.ReadAsync(await Move(b, new { stageId = stages["Proposal"], before = Id(a) }), 200);
        string.CompareOrdinal((string)moved["rank"]!, (string)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/deals/{Id(a)}"), 200))["rank"]!).ShouldBeLessThan(0);
        ((int)moved["probability"]!).ShouldBe(50);

        (await ApiHost.ReadAsync(await Move(a, new { stageId = stages["Lost"] }), 400))["errors"]!["lostReason"].ShouldNotBeNull();
        (await ApiHost.ReadAsync(await Move(a, new { stageId = stages["Won"] }), 400))["errors"]!["amount"].ShouldNotBeNull();
        var lost = await ApiHost.ReadAsync(await Move(a, new { stageId = stages["Lost"], lostReason = "price" }), 200);
        ((string?)lost["status"]).ShouldBe("lost");
        ((string?)lost["lostReason"]).ShouldBe("price");
        var timeline = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/deals/{Id(a)}/timeline?kind=status"), 200);
        timeline["data"]!.AsArray().Select(i => (string)i!["title"]!).ShouldBe(["Moved from Proposal to Lost", "Moved from New to Proposal"], ignoreOrder: true);
    }

    [Test]
    public async Task An_activity_is_planned_completed_and_seen_in_timelines()
    {
        var account = await Post("accounts", new { name = "Acme" });
        var contact = await Post("contacts", new { lastName = "Tan", accountId = Id(account) });
        var lead = await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/leads", new { lastName = "Tan", email = "tan@gmail.com" }), 201);

        var call = await Post("activities", new { kind = "call", subject = "Intro", direction = "outbound", links = new[] { new { type = "contact", id = Id(contact) }, new { type = "lead", id = Id(lead) } } });
        Names(call).ShouldBe(["id", "kind", "subject", "body", "direction", "dueAt", "dueOn", "status", "completedAt", "completedBy", "outcome", "links", .. Common]);
        var done = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/activities/{Id(call)}/complete", new { outcome = "Interested" }), 200);

        ((string?)done["status"]).ShouldBe("done");
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/activities/{Id(call)}/complete"), 409, "activity_not_open");
        ((string?)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{Id(lead)}"), 200))["status"]).ShouldBe("contacted");
        foreach (var path in new[] { $"accounts/{Id(account)}", $"contacts/{Id(contact)}" })
        {
            var item = (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{path}/timeline"), 200))["data"]!.AsArray().Single()!;
            Names(item).ShouldBe(["id", "kind", "occurredAt", "actor", "title", "body", "subject", "data"]);
            ((string?)item["title"]).ShouldBe("Intro");
        }

        Ids(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/contacts/{Id(contact)}/activities"), 200)).ShouldBe([Id(call)]);
        var refused = await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/activities", new { kind = "note", subject = "N", links = new[] { new { type = "deal", id = Guid.CreateVersion7() } } }), 400);
        ((string?)refused["errors"]!["links[0].id"]![0]).ShouldBe("not found");
        await ApiHost.ReadAsync(await _stranger.GetAsync($"/api/v1/accounts/{Id(account)}/timeline"), 404);
    }

    [Test]
    public async Task A_logged_call_is_done_at_once()
    {
        var call = await Post("activities", new { kind = "call", subject = "Intro", status = "done", outcome = "No answer", completedAt = "2026-07-14T01:00:00Z" });

        ((string?)call["status"]).ShouldBe("done");
        ((string?)call["completedAt"]).ShouldBe("2026-07-14T01:00:00Z");
    }

    private async Task<JsonNode> Post(string route, object body) => await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/{route}", body), 201);

    private Task<HttpResponseMessage> Move(JsonNode deal, object body) => _user.PostAsync($"/api/v1/deals/{Id(deal)}/move", body);

    private static Dictionary<string, string> Minimal(string route, string field)
    {
        var body = new Dictionary<string, string> { [field] = "Something" };
        if (route == "activities") body["kind"] = "task";
        return body;
    }

    private static string Id(JsonNode record) => (string)record["id"]!;

    private static IEnumerable<string> Ids(JsonNode list) => list["data"]!.AsArray().Select(r => Id(r!));

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);
}
