using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Members;

namespace NexusCrm.WebUI.ApiTests.Isolation;

/// <summary>What belongs to a colleague is hidden on every path to those who see only their own, or their own and unassigned records (S09).</summary>
[TestFixture("territory")]
[TestFixture("own")]
public sealed class VisibilityTests(string scope)
{
    private const string Secret = "Colleague";

    private static readonly string[] Types = ["leads", "accounts", "contacts", "deals"];

    private readonly Dictionary<string, string> _hidden = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unassigned = new(StringComparer.Ordinal);
    private ApiHost _host = null!;
    private ApiUser _owner = null!;
    private ApiUser _seller = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _owner = await _host.RegisterAsync("Visibility Ltd");
        var permissions = Types.Append("activities").SelectMany(t => new[] { "read", "write", "delete", "export", "import" }.Select(a => $"{t}.{a}")).Concat(["leads.convert", "leads.assign", "members.read"]);
        _seller = await _host.JoinAsync(_owner, await _owner.ARoleAsync("Seller", scope, [.. permissions]));
        foreach (var type in Types)
        {
            _hidden[type] = await CreateAsync(type, Secret, _owner.UserId);
            _mine[type] = await CreateAsync(type, "Mine", _seller.UserId);
            _unassigned[type] = await CreateAsync(type, "Nobodys", owner: null);
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_list_shows_what_the_scope_says([ValueSource(nameof(Types))] string type)
    {
        var seen = (await ApiHost.ReadAsync(await _seller.GetAsync($"/api/v1/{type}?total=true"), 200))!;

        var ids = seen["data"]!.AsArray().Select(r => (string)r!["id"]!).ToList();
        ids.ShouldBe(Seen(type), ignoreOrder: true);
        ((int)seen["page"]!["total"]!).ShouldBe(ids.Count);
    }

    [Test]
    public async Task A_single_record_is_not_found_by_any_verb([ValueSource(nameof(Types))] string type)
    {
        var path = $"/api/v1/{type}/{_hidden[type]}";
        var requests = new List<(string Method, string Path, object? Body)> { ("GET", path, null), ("PATCH", path, new { tags = new[] { "x" } }), ("DELETE", path, null), ("GET", path + "/timeline", null), ("POST", path + "/restore", null) };
        if (type == "leads") requests.AddRange([("GET", path + "/score", null), ("GET", path + "/duplicates", null), ("POST", path + "/qualify", null), ("POST", path + "/disqualify", new { reason = "spam" }), ("POST", path + "/convert", new { }), ("POST", path + "/assign", new { ownerId = _seller.UserId }), ("POST", path + "/tag", new { add = new[] { "x" } }), ("POST", path + "/score", null)]);
        if (type == "accounts") requests.AddRange([("GET", path + "/hierarchy", null), ("GET", path + "/contacts", null), ("GET", path + "/deals", null)]);

        foreach (var (method, where, body) in requests)
        {
            var answer = await _seller.SendAsync(new HttpMethod(method), where, body);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain(Secret, Case.Sensitive, $"{method} {where}");
            // The lists below a hidden account are empty or not found; everything else is not found.
            if ((int)answer.StatusCode == 200) JsonNode.Parse(text)!["data"]!.AsArray().ShouldBeEmpty($"{method} {where}");
            else ((int)answer.StatusCode).ShouldBe(404, $"{method} {where}");
        }
    }

    [TestCase("?q=Colleague")]
    [TestCase("?sort=-createdAt")]
    [TestCase("?filter=%7B%22and%22%3A%5B%5D%7D")]
    [TestCase("?ownerId={owner}")]
    [TestCase("?id={hidden}")]
    public async Task No_search_filter_or_sort_finds_it(string query)
    {
        foreach (var type in Types)
        {
            var asked = query.Replace("{owner}", _owner.UserId.ToString(), StringComparison.Ordinal).Replace("{hidden}", _hidden[type], StringComparison.Ordinal);
            (await (await _seller.GetAsync($"/api/v1/{type}{asked}")).Content.ReadAsStringAsync()).ShouldNotContain(Secret, Case.Sensitive, type + query);
        }
    }

    [Test]
    public async Task An_export_leaves_it_out([ValueSource(nameof(Types))] string type)
    {
        var file = await (await _seller.GetAsync($"/api/v1/{type}/export?format=csv")).Content.ReadAsStringAsync();

        file.ShouldContain("Mine");
        file.ShouldNotContain(Secret);
    }

    [Test]
    public async Task A_bulk_action_does_not_reach_it([ValueSource(nameof(Types))] string type)
    {
        var answer = await ApiHost.ReadAsync(await _seller.PostAsync($"/api/v1/{type}/bulk-action", new { action = "tag", ids = new[] { _hidden[type], _mine[type] }, @params = new { add = new[] { "bulk" }, remove = Array.Empty<string>() } }), 200);

        var outcomes = answer["results"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => ((string)r!["outcome"]!, (string?)r["code"]));
        outcomes[_hidden[type]].ShouldBe(("failed", "not_found"));
        outcomes[_mine[type]].Item1.ShouldBe("ok");
        (await ApiHost.ReadAsync(await _owner.GetAsync($"/api/v1/{type}/{_hidden[type]}"), 200))["tags"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task Statistics_do_not_count_it([ValueSource(nameof(Types))] string type)
    {
        var stats = await ApiHost.ReadAsync(await _seller.GetAsync($"/api/v1/{type}/stats"), 200);

        stats.ToJsonString().ShouldNotContain(_owner.UserId.ToString());
    }

    [Test]
    public async Task A_duplicate_search_does_not_betray_it()
    {
        (await (await _seller.GetAsync("/api/v1/leads/duplicates?email=colleague@visibility.sg&lastName=Colleague")).Content.ReadAsStringAsync()).ShouldNotContain(Secret);
    }

    [Test]
    public async Task It_can_be_linked_to_by_no_body()
    {
        var deal = await ApiHost.ProblemAsync(await _seller.PostAsync("/api/v1/deals", new { name = "Linked", accountId = _hidden["accounts"] }), 400, "validation_failed");
        deal["errors"]!["accountId"]!.ToJsonString().ShouldBe("""["not found"]""");
        var child = await ApiHost.ProblemAsync(await _seller.PostAsync("/api/v1/accounts", new { name = "Child", parentId = _hidden["accounts"] }), 400, "validation_failed");
        child["errors"]!["parentId"]!.ToJsonString().ShouldBe("""["not found"]""");
    }

    [Test]
    public async Task A_deleted_one_is_in_no_recycle_bin_of_theirs([ValueSource(nameof(Types))] string type)
    {
        var gone = await CreateAsync(type, $"{Secret} gone", _owner.UserId);
        await ApiHost.ReadAsync(await _owner.DeleteAsync($"/api/v1/{type}/{gone}"), 204);

        (await (await _seller.GetAsync($"/api/v1/{type}?deleted=only")).Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        await ApiHost.ProblemAsync(await _seller.PostAsync($"/api/v1/{type}/{gone}/restore"), 404, "not_found");
    }

    private List<string> Seen(string type) => scope == "own" ? [_mine[type]] : [_mine[type], _unassigned[type]];

    private async Task<string> CreateAsync(string type, string name, Guid? owner)
    {
        object body = type switch
        {
            "leads" => new { lastName = name, email = $"{name.Replace(' ', '-')}@visibility.sg", ownerId = owner },
            "contacts" => new { lastName = name, ownerId = owner },
            _ => new { name, ownerId = owner },
        };
        var created = await ApiHost.ReadAsync(await _owner.PostAsync($"/api/v1/{type}", body), 201);
        var id = (string)created["id"]!;
        // Left out, the rules of assignment may choose.
        if (owner is null && created["ownerId"] is not null) await ApiHost.ReadAsync(await _owner.PatchAsync($"/api/v1/{type}/{id}", new { ownerId = (Guid?)null }), 200);
        return id;
    }
}
