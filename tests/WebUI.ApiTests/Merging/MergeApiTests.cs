using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Merging;

/// <summary>Duplicates, merges and their undo over HTTP.</summary>
internal sealed class MergeApiTests
{
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [SetUp]
    public async Task RegisterAsync() => _user = await _host.RegisterAsync("Straits Trading");

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("leads", "lastName")]
    [TestCase("accounts", "name")]
    [TestCase("contacts", "lastName")]
    public async Task A_merge_is_tried_done_once_per_key_and_undone(string recordType, string field)
    {
        var (winner, loser) = (await CreateAsync(recordType, field, "Winner"), await CreateAsync(recordType, field, "Loser"));
        var (path, body) = ($"/api/v1/{recordType}/{loser}", new { winnerId = winner, loserIds = new[] { loser } });

        var tried = await _user.PostAsync($"/api/v1/{recordType}/merge", body, ("Prefer", "dry-run"));
        tried.Headers.GetValues("Preference-Applied").ShouldBe(["dry-run"]);
        (await ApiHost.ReadAsync(tried, 200))["mergeId"].ShouldBeNull();
        ((string)(await ApiHost.ReadAsync(await _user.GetAsync(path), 200))["id"]!).ShouldBe(loser);

        var merged = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/{recordType}/merge", body, ("Idempotency-Key", "one")), 200);
        ((string)merged["id"]!, (string)merged[field]!).ShouldBe((winner, "Winner"));
        var replay = await _user.PostAsync($"/api/v1/{recordType}/merge", body, ("Idempotency-Key", "one"));
        ((string)(await ApiHost.ReadAsync(replay, 200))["mergeId"]!).ShouldBe((string)merged["mergeId"]!);

        var read = await _user.GetAsync(path);
        read.Content.Headers.ContentLocation!.ToString().ShouldBe($"/api/v1/{recordType}/{winner}");
        ((string)(await ApiHost.ReadAsync(read, 200))["id"]!).ShouldBe(winner);
        foreach (var write in new[] { await _user.PatchAsync(path, new Dictionary<string, string> { [field] = "X" }), await _user.DeleteAsync(path), await _user.PostAsync($"{path}/restore") })
            ((string)(await ApiHost.ProblemAsync(write, 409, "merged"))["mergedInto"]!).ShouldBe(winner);

        var undone = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/{recordType}/{winner}/unmerge", new { mergeId = (string)merged["mergeId"]! }), 200);
        ((string)undone["winner"]!["id"]!, undone["restoredIds"]!.AsArray().Single()!.GetValue<string>(), undone["kept"]!.AsArray().Count).ShouldBe((winner, loser, 0));
        ((string)(await ApiHost.ReadAsync(await _user.GetAsync(path), 200))[field]!).ShouldBe("Loser");
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/{recordType}/{winner}/unmerge", new { mergeId = (string)merged["mergeId"]! }), 409, "already_undone");
    }

    [TestCase("leads", "lastName")]
    [TestCase("accounts", "name")]
    [TestCase("contacts", "lastName")]
    public async Task Wrong_merges_are_refused_and_another_organizations_record_as_a_random_one(string recordType, string field)
    {
        var mine = await CreateAsync(recordType, field, "Mine");
        var stranger = await _host.RegisterAsync("Elsewhere");
        var theirs = (string)(await stranger.CreateAsync(recordType, new Dictionary<string, string> { [field] = "Canary" }))["id"]!;

        foreach (var id in new[] { theirs, Guid.CreateVersion7().ToString() })
            (await ErrorsAsync(recordType, new { winnerId = mine, loserIds = new[] { id } }))["loserIds[0]"]!.ToJsonString().ShouldBe("""["not found"]""");
        (await ErrorsAsync(recordType, new { winnerId = mine, loserIds = Array.Empty<string>() }))["loserIds"].ShouldNotBeNull();
        (await ErrorsAsync(recordType, new { loserIds = new[] { mine } }))["winnerId"].ShouldNotBeNull();
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/{recordType}/merge", new { winner = mine }), 400, "unknown_field");
        ((string)(await ApiHost.ReadAsync(await stranger.GetAsync($"/api/v1/{recordType}/{theirs}"), 200))[field]!).ShouldBe("Canary");
    }

    [Test]
    public async Task Accounts_that_may_be_the_same_are_found_by_uen_website_and_name()
    {
        var acme = (string)(await _user.CreateAsync("accounts", new { name = "Merlion Foods Pte Ltd", uen = "201912345K", website = "www.merlion.example" }))["id"]!;
        var alike = (string)(await _user.CreateAsync("accounts", new { name = "Merlion Food Sdn Bhd" }))["id"]!;
        await _user.CreateAsync("accounts", new { name = "Other" });

        (await FoundAsync("accounts/duplicates?uen=2019-12345-K")).ShouldBe([(acme, 100, "uen")]);
        (await FoundAsync("accounts/duplicates?website=https://shop.merlion.example/x")).ShouldBe([(acme, 90, "website")]);
        (await FoundAsync("accounts/duplicates?name=MERLION FOODS")).Select(f => f.Id).ShouldBe([acme, alike]);
        (await FoundAsync($"accounts/{acme}/duplicates")).Select(f => (f.Id, f.Reasons)).ShouldBe([(alike, "company_name")]);
        (await FoundAsync("accounts/duplicates")).ShouldBeEmpty();
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/accounts/duplicates?foo=1"), 400, "unknown_field");
        await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/accounts/duplicates?name={new string('x', 300)}"), 400);
    }

    [Test]
    public async Task Contacts_that_may_be_the_same_are_found_by_address_number_and_name_at_one_account()
    {
        var account = (string)(await _user.CreateAsync("accounts", new { name = "Acme" }))["id"]!;
        var mei = (string)(await _user.CreateAsync("contacts", new { firstName = "Mei", lastName = "Tan", email = "mei@acme.example", accountId = account }))["id"]!;
        var twin = (string)(await _user.CreateAsync("contacts", new { firstName = "Mei", lastName = "Tann", phone = "+65 6123 4567", accountId = account }))["id"]!;
        await _user.CreateAsync("contacts", new { firstName = "Mei", lastName = "Tan" });

        (await FoundAsync("contacts/duplicates?email=MEI@acme.example")).ShouldBe([(mei, 100, "email")]);
        (await FoundAsync("contacts/duplicates?phone=6123 4567")).ShouldBe([(twin, 80, "phone")]);
        (await FoundAsync($"contacts/duplicates?firstName=Mei&lastName=Tan&accountId={account}")).Select(f => f.Id).ShouldBe([mei, twin]);
        (await FoundAsync($"contacts/{mei}/duplicates")).Select(f => (f.Id, f.Reasons)).ShouldBe([(twin, "company_name")]);
        var stranger = await _host.RegisterAsync("Elsewhere");
        (await ApiHost.ReadAsync(await stranger.GetAsync("/api/v1/contacts/duplicates?email=mei@acme.example"), 200))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_signed_in_person_founds_a_second_organization_and_switches_to_it()
    {
        var answer = await _user.PostAsync("/api/v1/organizations", new { name = "Second Pte Ltd", uen = "201912345K" }, ("Idempotency-Key", "second"));
        var second = await ApiHost.ReadAsync(answer, 201);
        ((string)second["name"]!, (string)second["uen"]!, (string)second["slug"]!).ShouldBe(("Second Pte Ltd", "201912345K", (string)second["slug"]!));
        ((Guid)(await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/organizations", new { name = "Second Pte Ltd", uen = "201912345K" }, ("Idempotency-Key", "second")), 201))["id"]!).ShouldBe((Guid)second["id"]!);
        ((string)(await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/organization"), 200))["name"]!).ShouldBe("Straits Trading");
        await _user.CreateAsync("leads", new { lastName = "First only" });

        var companies = await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/auth/companies"), 200);
        companies["data"]!.AsArray().Select(c => ((string)c!["name"]!, (string)c["role"]!)).ShouldBe([("Second Pte Ltd", "owner"), ("Straits Trading", "owner")]);
        _user.Use(await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/auth/switch-company", new { organizationId = (Guid)second["id"]! }), 200));
        (await _user.ListAsync("leads")).ShouldBeEmpty();
        ((int)(await _user.CreateAsync("leads", new { lastName = "Second only", email = "x@y.example" }))["score"]!).ShouldBeGreaterThan(0);
        (await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/pipelines"), 200))["data"]!.AsArray().Count.ShouldBe(1);
        await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/organizations", new { }), 400);
        await ApiHost.ProblemAsync(await _host.Client().PostAsync("/api/v1/organizations", System.Net.Http.Json.JsonContent.Create(new { name = "X" })), 401, "unauthenticated");
    }

    private async Task<string> CreateAsync(string recordType, string field, string name) => (string)(await _user.CreateAsync(recordType, new Dictionary<string, string> { [field] = name }))["id"]!;

    private async Task<JsonNode> ErrorsAsync(string recordType, object body) => (await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/{recordType}/merge", body), 400))["errors"]!;

    private async Task<IReadOnlyList<(string Id, int Score, string Reasons)>> FoundAsync(string path) =>
        [.. (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{path}"), 200))["data"]!.AsArray().Select(d => ((string)d!["record"]!["id"]!, (int)d["score"]!, string.Join(',', d["reasons"]!.AsArray().Select(r => (string)r!))))];
}
