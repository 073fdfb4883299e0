using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Infrastructure.Audit;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Audit;

/// <summary>Histories of records and the organization's audit trail over HTTP.</summary>
[TestFixture]
internal sealed class AuditApiTests
{
    private ApiHost _host = null!;
    private ApiUser _user = null!;
    private ApiUser _stranger = null!;
    private DirectoryInfo _anchors = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _anchors = Directory.CreateTempSubdirectory("nexuscrm-anchors-");
        _host = await ApiHost.StartAsync([("Audit:AnchorFolder", Path.Combine(_anchors.FullName, "heads")), ("Audit:KeyFile", Path.Combine(_anchors.FullName, "key.pem"))]);
        _user = await _host.RegisterAsync("Straits Trading");
        _stranger = await _host.RegisterAsync("Elsewhere");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _host.DisposeAsync();
        _anchors.Delete(recursive: true);
    }

    [TestCase("leads", "lastName")]
    [TestCase("accounts", "name")]
    [TestCase("contacts", "lastName")]
    [TestCase("deals", "name")]
    [TestCase("activities", "subject")]
    public async Task A_history_tells_creation_change_and_deletion_and_stays(string route, string field)
    {
        var id = Id(await _user.CreateAsync(route, new Dictionary<string, string> { [field] = "Before", ["kind"] = "task" }.Where(p => p.Key != "kind" || route == "activities").ToDictionary()));
        await ApiHost.ReadAsync(await _user.PatchAsync($"/api/v1/{route}/{id}", new Dictionary<string, string> { [field] = "After" }), 200);
        await ApiHost.ReadAsync(await _user.DeleteAsync($"/api/v1/{route}/{id}"), 204);

        var items = (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/{route}/{id}/history"), 200))["data"]!.AsArray();

        items.Select(i => (string?)i!["action"]).ShouldBe(["deleted", "updated", "created"]);
        var change = items[1]!["changes"]!.AsArray().Single(c => (string?)c!["field"] == field)!;
        ((string?)change["old"], (string?)change["new"]).ShouldBe(("Before", "After"));
        items[1]!.AsObject().Select(p => p.Key).ShouldBe(["id", "at", "actor", "action", "requestId", "ip", "reason", "changes", "version"]);
        ((string?)items[1]!["actor"]!["type"], (string?)items[1]!["actor"]!["id"], (string?)items[1]!["actor"]!["name"]).ShouldBe(("user", _user.UserId.ToString(), "Wei Tan"));
        items[1]!["requestId"].ShouldNotBeNull();
    }

    [Test]
    public async Task A_contact_with_its_parts_is_one_item()
    {
        var id = Id(await _user.CreateAsync("contacts", new { lastName = "Parts", emails = new[] { new { value = "a@parts.example", primary = true }, new { value = "b@parts.example", primary = false } } }));

        var item = (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/contacts/{id}/history"), 200))["data"]!.AsArray().ShouldHaveSingleItem()!;

        ((string?)item["action"]).ShouldBe("created");
        item["changes"]!.AsArray().Single(c => (string?)c!["field"] == "emails")!["new"]!.AsArray().Count.ShouldBe(2);
    }

    [Test]
    public async Task A_history_is_read_page_by_page()
    {
        var id = Id(await _user.CreateAsync("leads", new { lastName = "Paged" }));
        foreach (var company in new[] { "One", "Two", "Three" }) await ApiHost.ReadAsync(await _user.PatchAsync($"/api/v1/leads/{id}", new { company }), 200);

        var first = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{id}/history?limit=3"), 200);
        var second = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{id}/history?limit=3&after={first["page"]!["next"]}"), 200);

        first["data"]!.AsArray().Count.ShouldBe(3);
        second["data"]!.AsArray().Select(i => (string?)i!["action"]).ShouldBe(["created"]);
        second["page"]!["next"].ShouldBeNull();
    }

    [Test]
    public async Task Nobody_elses_history_is_told()
    {
        var id = Id(await _user.CreateAsync("leads", new { lastName = "Mine" }));

        await ApiHost.ProblemAsync(await _stranger.GetAsync($"/api/v1/leads/{id}/history"), 404, "not_found");
        (await ApiHost.ReadAsync(await _stranger.GetAsync($"/api/v1/audit?entityId={id}"), 200))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task The_trail_is_filtered_as_lists_are_and_shows_the_chain()
    {
        var id = Id(await _user.CreateAsync("leads", new { lastName = "Filtered" }));

        var sealedEntry = await SealedAsync(id);

        ((string?)sealedEntry["operation"], (string?)sealedEntry["entityType"], (string?)sealedEntry["entityId"]).ShouldBe(("CreateLead", "lead", id));
        ((string)sealedEntry["hash"]!).Length.ShouldBe(64);
        (await ListAsync($"entityId={id}&action=deleted")).ShouldBeEmpty();
        await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/audit?nonsense=1"), 400);
    }

    [Test]
    public async Task Readings_of_a_person_and_exports_are_in_the_trail()
    {
        var id = Id(await _user.CreateAsync("leads", new { lastName = "Read", industry = "Secretive" }));

        await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{id}"), 200);
        (await _user.GetAsync("/api/v1/leads/export?format=jsonl&industry=Secretive")).EnsureSuccessStatusCode();

        (await ListAsync($"entityId={id}&action=viewed")).Count.ShouldBe(1);
        (await ListAsync("action=exported&entityType=leads")).ShouldContain(e => e.ToJsonString().Contains("industry=Secretive", StringComparison.Ordinal));
        (await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/leads/{id}/history"), 200))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [TestCase("csv")]
    [TestCase("xlsx")]
    [TestCase("jsonl")]
    public async Task The_trail_leaves_as_a_file(string format)
    {
        var answer = await _user.GetAsync($"/api/v1/audit/export?format={format}");

        answer.EnsureSuccessStatusCode();
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(100);
        (await ListAsync("action=exported&entityType=audit")).ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_verification_runs_as_a_job_and_its_result_is_shown()
    {
        await SealedAsync(Id(await _user.CreateAsync("leads", new { lastName = "Verified" })));

        var job = await _user.EndOfAsync(await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/audit/verify"), 202));

        ((string?)job["status"]).ShouldBe("completed", job.ToJsonString());
        job["result"]!["problem"].ShouldBeNull();
        var status = await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/audit/status"), 200);
        ((long)status["sealedTo"]!).ShouldBeGreaterThan(0);
        ((long)status["verification"]!["found"]!["verified"]!).ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task Signing_in_and_out_are_in_the_trail()
    {
        var again = await _host.SignInAsync(_user.Email);
        await ApiHost.ReadAsync(await again.PostAsync("/api/v1/auth/logout"), 204);

        var sessions = await ListAsync("entityType=session");

        sessions.Select(e => (string?)e["action"]).ShouldContain("created");
        sessions.Select(e => (string?)e["action"]).ShouldContain("updated");
    }

    [Test]
    public async Task A_changed_password_is_told_without_it()
    {
        var other = await _host.RegisterAsync("Password Pte Ltd");
        await ApiHost.ReadAsync(await other.PostAsync("/api/v1/auth/change-password", new { currentPassword = ApiHost.Password, newPassword = "lantern-orchid-ferry-77" }), 204);
        var again = await _host.SignInAsync(other.Email, "lantern-orchid-ferry-77");

        var told = (await ApiHost.ReadAsync(await again.GetAsync("/api/v1/audit?entityType=user&action=updated&limit=200"), 200))["data"]!.AsArray().Select(e => e!.ToJsonString()).ToList();

        told.ShouldContain(e => e.Contains("passwordHash", StringComparison.Ordinal) && e.Contains("***", StringComparison.Ordinal));
        string.Concat(told).ShouldNotContain("AQAAAA");
    }

    /// <summary>The job that seals follows the clock, which stands still here.</summary>
    private async Task<JsonNode> SealedAsync(string entityId)
    {
        await _host.Services.GetRequiredService<AuditSealer>().SealAsync(CancellationToken.None);
        var entry = (await ListAsync($"entityId={entityId}")).ShouldHaveSingleItem();
        entry["seq"].ShouldNotBeNull();
        return entry;
    }

    private Task<IReadOnlyList<JsonNode>> ListAsync(string query) => _user.ListAsync("audit", "&" + query);

    private static string Id(JsonNode record) => (string)record["id"]!;
}
