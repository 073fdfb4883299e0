using System.Diagnostics;
using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Events;

/// <summary><c>GET /events</c>: following and catching up (W11).</summary>
[TestFixture]
internal sealed class EventApiTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
    public Task Stop() => _host.DisposeAsync().AsTask();

    [Test]
    public async Task A_follower_gets_every_event_once_in_order()
    {
        var cursor = await EndAsync();
        var created = new List<string>();
        for (var i = 0; i < 5; i++) created.Add((string)(await _user.CreateAsync("accounts", new { name = $"Followed {i}" }))["id"]!);
        await PlacedAsync();

        var seen = new List<JsonNode>();
        bool more;
        do
        {
            var page = await ReadAsync($"limit=2&type=account.created,account.changed&after={cursor}");
            seen.AddRange(page["data"]!.AsArray().Select(e => e!));
            (cursor, more) = ((string)page["page"]!["next"]!, (bool)page["page"]!["hasMore"]!);
        }
        while (more);

        seen.Select(e => (string)e["record"]!["id"]!).ShouldBe(created);
        seen.Select(e => (long)e["position"]!).ShouldBeInOrder();
        var first = seen[0].AsObject();
        first.Select(p => p.Key).ShouldBe(["id", "position", "type", "occurredAt", "record", "sequence", "actor", "data"]);
        ((string?)first["record"]!["type"], (long)first["sequence"]!, (string?)first["actor"]!["type"], (string?)first["actor"]!["id"]).ShouldBe(("account", 1L, "user", _user.UserId.ToString()));
        var nothing = await ReadAsync($"limit=2&type=account.created,account.changed&after={cursor}");
        nothing["data"]!.AsArray().ShouldBeEmpty();
        ((string?)nothing["page"]!["next"]).ShouldNotBeNull();
    }

    [Test]
    public async Task Events_are_filtered_by_record_and_kind()
    {
        var id = (string)(await _user.CreateAsync("deals", new { name = "Filtered" }))["id"]!;
        await ApiHost.ReadAsync(await _user.PatchAsync($"/api/v1/deals/{id}", new { nextStep = "Call" }), 200);
        await PlacedAsync();

        (await TypesAsync($"recordId={id}")).ShouldBe(["deal.created", "deal.assigned", "deal.changed"]);
        (await TypesAsync($"recordId={id}&type=deal.changed")).ShouldBe(["deal.changed"]);
        (await TypesAsync($"recordId={id}&type=deal.*")).Count.ShouldBe(3);
        (await TypesAsync($"recordId={id}&type=lead.*")).ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_not_a_question_is_refused()
    {
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/events?after=nonsense"), 400, "invalid_cursor");
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/events?type=LEAD"), 400, "validation_failed");
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/events?limit=201"), 400, "validation_failed");
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/events?colour=red"), 400, "unknown_field");
        await ApiHost.ProblemAsync(await _user.GetAsync($"/api/v1/events?type=lead.*&after={await EndAsync()}"), 400, "invalid_cursor");
    }

    [Test]
    public async Task Nobody_elses_events_are_told()
    {
        var id = (string)(await _user.CreateAsync("accounts", new { name = "Mine" }))["id"]!;
        await PlacedAsync();
        var mine = (string)(await ReadAsync($"recordId={id}"))["page"]!["next"]!;

        (await ApiHost.ReadAsync(await _stranger.GetAsync($"/api/v1/events?recordId={id}"), 200))["data"]!.AsArray().ShouldBeEmpty();
        await ApiHost.ProblemAsync(await _stranger.GetAsync($"/api/v1/events?recordId={id}&after={mine}"), 400, "invalid_cursor");
    }

    private async Task<List<string>> TypesAsync(string query) => [.. (await ReadAsync(query))["data"]!.AsArray().Select(e => (string)e!["type"]!)];

    private async Task<JsonNode> ReadAsync(string query) => await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/events?{query}"), 200);

    /// <summary>The place after all that happened so far, for the filter of the follower.</summary>
    private async Task<string> EndAsync()
    {
        await _user.CreateAsync("accounts", new { name = "Before" });
        await PlacedAsync();
        var page = await ReadAsync("limit=200&type=account.created,account.changed");
        ((bool)page["page"]!["hasMore"]!).ShouldBeFalse();
        return (string)page["page"]!["next"]!;
    }

    private async Task PlacedAsync()
    {
        await using var waiting = Npgsql.NpgsqlDataSource.Create(_host.Connections.Job);
        await using var command = waiting.CreateCommand("select count(*) from outbox_messages where position is null");
        var since = Stopwatch.StartNew();
        while ((long)(await command.ExecuteScalarAsync())! > 0) since.Elapsed.ShouldBeLessThan(Patience);
    }
}
