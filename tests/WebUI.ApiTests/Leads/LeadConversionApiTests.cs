using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Leads;

/// <summary>Convert, preview and undo as api.md has them.</summary>
[TestFixture]
internal sealed class LeadConversionApiTests
{
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ApiHost.StartAsync();
        _user = await _host.RegisterAsync("Straits Trading");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task An_empty_body_makes_an_account_and_a_contact()
    {
        var lead = await ALead();

        var answer = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/leads/{lead}/convert"), 200);

        Names(answer).ShouldBe(["leadId", "accountId", "contactId", "dealId", "skippedConflicts"]);
        ((string?)answer["leadId"]).ShouldBe(lead);
        answer["dealId"].ShouldBeNull();
        var converted = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{lead}"), 200);
        ((string?)converted["status"]).ShouldBe("converted");
        ((string?)converted["conversion"]!["accountId"]).ShouldBe((string?)answer["accountId"]);
        await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/accounts/{answer["accountId"]}"), 200);
        await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/contacts/{answer["contactId"]}"), 200);
    }

    [Test]
    public async Task A_deal_is_opened_with_the_given_name_and_amount()
    {
        var lead = await ALead();

        var answer = await ApiHost.ReadAsync(await Convert(lead, new { account = new { mode = "create" }, contact = new { mode = "create" }, deal = new { mode = "create", name = "Pilot", amount = new { amount = "1200.50", currency = "SGD" }, closeDate = "2026-12-24" } }), 200);

        var deal = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/deals/{answer["dealId"]}"), 200);
        ((string?)deal["name"]).ShouldBe("Pilot");
        ((string?)deal["amount"]!["amount"]).ShouldBe("1200.50");
        ((string?)deal["closeDate"]).ShouldBe("2026-12-24");
        ((string?)deal["sourceLeadId"]).ShouldBe(lead);
        ((string?)deal["accountId"]).ShouldBe((string?)answer["accountId"]);
    }

    [Test]
    public async Task A_dry_run_shows_the_proposal_and_writes_nothing()
    {
        var lead = await ALead();

        var response = await Convert(lead, new { deal = new { mode = "create" } }, ("Prefer", "dry-run"), ("Idempotency-Key", $"preview-{lead}"));

        response.Headers.GetValues("Preference-Applied").ShouldBe(["dry-run"]);
        var preview = await ApiHost.ReadAsync(response, 200);
        Names(preview).ShouldBe(["leadId", "accountId", "contactId", "dealId", "skippedConflicts", "proposed", "candidates"]);
        preview["accountId"].ShouldBeNull();
        Names(preview["proposed"]!).ShouldBe(["account", "contact", "deal"]);
        ((string?)preview["proposed"]!["deal"]!["mode"]).ShouldBe("create");
        Names(preview["candidates"]!).ShouldBe(["account", "contact"]);
        ((string?)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{lead}"), 200))["status"]).ShouldBe("new");
        await ApiHost.ReadAsync(await Convert(lead, new { }), 200);
    }

    [Test]
    public async Task The_second_conversion_names_the_records_of_the_first_and_the_same_key_replays_it()
    {
        var lead = await ALead();
        var first = await ApiHost.ReadAsync(await Convert(lead, new { }, ("Idempotency-Key", $"key-{lead}")), 200);

        var replayed = await Convert(lead, new { }, ("Idempotency-Key", $"key-{lead}"));
        replayed.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await ApiHost.ReadAsync(replayed, 200)).ToJsonString().ShouldBe(first.ToJsonString());

        var problem = await ApiHost.ProblemAsync(await Convert(lead, new { }), 409, "lead_already_converted");
        ((string?)problem["conversion"]!["accountId"]).ShouldBe((string?)first["accountId"]);
        ((string?)problem["conversion"]!["contactId"]).ShouldBe((string?)first["contactId"]);
    }

    [Test]
    public async Task An_unclear_match_is_for_the_caller_to_decide()
    {
        var email = $"{Guid.CreateVersion7():N}@acme.sg";
        var contact = await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/contacts", new { lastName = "One", email }), 201);
        await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/contacts", new { lastName = "Two", email }), 201);
        var lead = await ALead(email);

        var problem = await ApiHost.ProblemAsync(await Convert(lead, new { account = new { mode = "skip" } }), 409, "match_ambiguous");
        var candidates = problem["candidates"]!["contact"]!.AsArray();
        candidates.Count.ShouldBe(2);
        Names(candidates[0]!).ShouldBe(["id", "name", "reason", "strong"]);

        var answer = await ApiHost.ReadAsync(await Convert(lead, new { account = new { mode = "skip" }, contact = new { mode = "existing", id = (string?)contact["id"] } }), 200);
        ((string?)answer["contactId"]).ShouldBe((string?)contact["id"]);
        answer["accountId"].ShouldBeNull();
    }

    [Test]
    public async Task Malformed_requests_and_foreign_ids_are_named_by_field()
    {
        var lead = await ALead();

        (await ApiHost.ReadAsync(await Convert(lead, new { account = new { mode = "skip" }, contact = new { mode = "skip" } }), 400))["errors"]!["contact"].ShouldNotBeNull();
        var missing = await ApiHost.ReadAsync(await Convert(lead, new { account = new { mode = "existing", id = Guid.CreateVersion7() } }), 400);
        ((string?)missing["errors"]!["account.id"]![0]).ShouldBe("not found");
        await ApiHost.ProblemAsync(await Convert(lead, new { accounts = 1 }), 400, "unknown_field");
        await ApiHost.ReadAsync(await Convert(Guid.CreateVersion7().ToString(), new { }), 404);
        var stranger = await _host.RegisterAsync("Elsewhere");
        await ApiHost.ReadAsync(await stranger.PostAsync($"/api/v1/leads/{lead}/convert", new { }), 404);
        await ApiHost.ReadAsync(await _host.Client().PostAsJsonAsync($"/api/v1/leads/{lead}/convert", new { }), 401);
    }

    [Test]
    public async Task A_stale_copy_is_refused()
    {
        var lead = await ALead();

        await ApiHost.ProblemAsync(await Convert(lead, new { }, ("If-Match", "\"7.0\"")), 412, "version_conflict");
        await ApiHost.ReadAsync(await Convert(lead, new { }, ("If-Match", "\"1.0\"")), 200);
    }

    [Test]
    public async Task Undo_answers_the_lead_or_what_stands_in_the_way()
    {
        var lead = await ALead();
        var converted = await ApiHost.ReadAsync(await Convert(lead, new { }), 200);
        await ApiHost.ReadAsync(await _user.PatchAsync($"/api/v1/accounts/{converted["accountId"]}", new { industry = "Retail" }), 200);

        var problem = await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/leads/{lead}/unconvert"), 409, "undo_blocked");
        ((string?)problem["blockers"]![0]!["reason"]).ShouldBe("changed");
        ((string?)problem["blockers"]![0]!["id"]).ShouldBe((string?)converted["accountId"]);

        var other = await ALead();
        var second = await ApiHost.ReadAsync(await Convert(other, new { }), 200);
        var undone = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/leads/{other}/unconvert"), 200);
        ((string?)undone["status"]).ShouldBe("new");
        undone["conversion"].ShouldBeNull();
        await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/accounts/{second["accountId"]}"), 404);
    }

    private async Task<string> ALead(string? email = null)
    {
        var word = $"c{Guid.CreateVersion7():N}";
        var lead = await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/leads", new { lastName = "Tan", email = email ?? $"tan@{word}.sg", company = $"{word} Pte Ltd" }), 201);
        return (string)lead["id"]!;
    }

    private Task<HttpResponseMessage> Convert(string lead, object body, params (string, string)[] headers) => _user.PostAsync($"/api/v1/leads/{lead}/convert", body, headers);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);
}
