using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace NexusCrm.WebUI.ApiTests.Isolation;

/// <summary>
/// Two organizations and every route with an id: what B is told about A's record is what B is told about a record that never existed (S01, S05). The routes are read from the
/// application, so that a new one fails here until it has an example. Runs with both layers and with each of them alone: either has to be enough.
/// </summary>
[TestFixture(IsolationLayers.Both)]
[TestFixture(IsolationLayers.RowSecurityOnly)]
[TestFixture(IsolationLayers.FiltersOnly)]
internal sealed class CrossTenantTests(IsolationLayers layers)
{
    private const string CanaryOfA = "ORG_A";

    /// <summary>Routes whose id is no record of an organization, with the reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["auth"] = "sessions belong to a user, not to an organization; IdentityTests cover them",
    };

    private static readonly HashSet<string> HttpVerbs = new(StringComparer.OrdinalIgnoreCase) { "get", "put", "post", "patch", "delete", "head", "options" };

    private ApiHost _host = null!;
    private ApiUser _a = null!;
    private ApiUser _b = null!;
    private Dictionary<string, string> _idsOfA = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await LayeredHost.StartAsync(layers);
        _a = await _host.RegisterAsync($"{CanaryOfA}_organization");
        _b = await _host.RegisterAsync("Beta");
        _idsOfA = await RecordsOf.CreateAsync(_a, CanaryOfA);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Every_route_with_an_id_answers_for_a_foreign_record_as_for_one_that_never_was()
    {
        var before = await ChecksumAsync();
        var holes = new List<string>();
        var covered = 0;
        foreach (var (method, pattern) in RoutesWithId())
        {
            var kind = pattern.Split('/')[3];
            if (Elsewhere.ContainsKey(kind)) continue;
            if (!_idsOfA.TryGetValue(kind, out var foreign))
            {
                holes.Add($"{method} {pattern}: no example record of '{kind}' in RecordsOf");
                continue;
            }

            var random = Guid.CreateVersion7().ToString();
            var (told, expected) = (await AskAsync(method, pattern, foreign), await AskAsync(method, pattern, random));
            covered++;
            TestContext.Out.WriteLine($"{method,-6} {pattern,-60} path  {told[..3]}");
            if (told != expected) holes.Add($"{method} {pattern}: {told} for a foreign id, {expected} for a random one");
            if (told.Contains(CanaryOfA, StringComparison.OrdinalIgnoreCase)) holes.Add($"{method} {pattern}: tells a name of A");
            if (told.StartsWith('2')) holes.Add($"{method} {pattern}: succeeds");
        }

        TestContext.Out.WriteLine($"{covered} operations with an id, {holes.Count} holes");
        holes.ShouldBeEmpty();
        covered.ShouldBeGreaterThan(20);
        (await ChecksumAsync()).ShouldBe(before, "B changed rows of A");
    }

    [Test]
    public async Task The_layers_at_work_are_the_ones_asked_for() => (await LayeredHost.LayersOfAsync(_host)).ShouldBe(layers);

    [Test]
    public async Task The_description_and_the_endpoint_table_name_the_same_operations()
    {
        var document = await ApiHost.ReadAsync(await _host.Client().GetAsync("/openapi/v1.json"), 200);
        var described = from path in document["paths"]!.AsObject()
                        from operation in path.Value!.AsObject()
                        where HttpVerbs.Contains(operation.Key)
                        select Operation(operation.Key, path.Key);

        // A preflight question is the browser's own and tells nothing of a record.
        var served = Routes().Where(r => r.Method != "OPTIONS").Select(r => Operation(r.Method, r.Pattern)).Distinct().ToList();

        described.Except(served).ShouldBeEmpty("described, but not served");
        served.Except(described).ShouldBeEmpty("served, but not described");
    }

    [Test]
    public async Task No_route_without_an_id_tells_B_a_text_of_A()
    {
        foreach (var (_, pattern) in Routes().Where(r => r.Method == "GET" && !r.Pattern.Contains('{', StringComparison.Ordinal)))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var answer = await _b.Client.GetAsync(pattern, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            answer.Headers.ToString().ShouldNotContain(CanaryOfA, Case.Insensitive, pattern);
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") continue;
            (await answer.Content.ReadAsStringAsync(limit.Token)).ShouldNotContain(CanaryOfA, Case.Insensitive, pattern);
        }
    }

    [Test]
    public async Task A_malformed_id_is_not_found()
    {
        foreach (var kind in new[] { "leads", "accounts", "contacts", "deals" })
            (await _b.GetAsync($"/api/v1/{kind}/not-an-id")).StatusCode.ShouldBe(HttpStatusCode.NotFound, kind);
    }

    [Test]
    public async Task A_foreign_id_in_a_filter_finds_nothing()
    {
        var found = await ApiHost.ReadAsync(await _b.GetAsync($"/api/v1/leads?id={_idsOfA["leads"]}"), 200);

        found["data"]!.AsArray().Count.ShouldBe(0);
    }

    [Test]
    public async Task A_foreign_id_in_a_body_is_refused_at_its_field_as_a_random_one()
    {
        foreach (var owner in new[] { _a.UserId, Guid.CreateVersion7() })
        {
            var problem = await ApiHost.ProblemAsync(await _b.PostAsync("/api/v1/leads", new { lastName = "Tan", ownerId = owner }), 400, "validation_failed");
            problem["errors"]!["ownerId"]!.ToJsonString().ShouldBe("""["not found"]""");
        }
    }

    [Test]
    public async Task Lists_show_only_the_own_organizations_records()
    {
        foreach (var kind in new[] { "leads", "accounts", "contacts", "deals" })
        {
            var page = await ApiHost.ReadAsync(await _b.GetAsync($"/api/v1/{kind}"), 200);
            page.ToJsonString().ShouldNotContain(CanaryOfA, Case.Insensitive, kind);
        }
    }

    [Test]
    public async Task A_cursor_of_another_organization_is_refused()
    {
        for (var i = 0; i < 2; i++) await _a.PostAsync("/api/v1/leads", new { lastName = $"{CanaryOfA}_page{i}" });
        var page = await ApiHost.ReadAsync(await _a.GetAsync("/api/v1/leads?limit=1"), 200);
        var cursor = (string)page["page"]!["next"]!;

        await ApiHost.ProblemAsync(await _b.GetAsync($"/api/v1/leads?limit=1&after={Uri.EscapeDataString(cursor)}"), 400, "invalid_cursor");
    }

    private IEnumerable<(string Method, string Pattern)> RoutesWithId() => Routes().Where(r => r.Pattern.Contains('{', StringComparison.Ordinal));

    private IEnumerable<(string Method, string Pattern)> Routes() =>
        from endpoint in _host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where pattern.StartsWith("/api/v1/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, pattern);

    /// <summary>One spelling for both sources: the description knows no constraints such as <c>:guid</c>.</summary>
    private static string Operation(string method, string path) =>
        $"{method.ToUpperInvariant()} {System.Text.RegularExpressions.Regex.Replace(path.TrimEnd('/'), ":[^}]*", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking)}";

    /// <summary>Status and body without what differs by chance: ids, instants, trace ids.</summary>
    private async Task<string> AskAsync(string method, string pattern, string id)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(pattern, "{[^}]+}", id, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        var answer = await _b.SendAsync(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : RecordsOf.BodyFor(pattern));
        var text = await answer.Content.ReadAsStringAsync();
        var problem = text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null;
        foreach (var changing in new[] { "traceId", "instance" }) problem?.Remove(changing);
        return $"{(int)answer.StatusCode} {problem?.ToJsonString() ?? text} {answer.Headers.Location}".Replace(id, "ID", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One hash over every row of A in every organization-owned table.</summary>
    private async Task<string> ChecksumAsync()
    {
        await using var source = NpgsqlDataSource.Create(_host.Connections.Admin!);
        await using var list = source.CreateCommand("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('outbox_messages', 'event_deliveries', 'notifications', 'audit_batches', 'audit_seals') order by 1");
        var tables = new List<string>();
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        var sums = new List<string>();
        foreach (var table in tables)
        {
            await using var sum = source.CreateCommand($"select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from {table} t where organization_id = '{_a.OrganizationId}'");
            sums.Add($"{table} {await sum.ExecuteScalarAsync()}");
        }

        return string.Join('\n', sums);
    }
}
