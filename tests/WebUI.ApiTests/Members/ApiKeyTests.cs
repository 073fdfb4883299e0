using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Npgsql;

namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>API keys: shown once, stored hashed, never more than their maker (S12, S13).</summary>
public sealed class ApiKeyTests
{
    private ApiHost _host = null!;
    private ApiUser _owner = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _owner = await _host.RegisterAsync("Keys Ltd");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_key_does_what_its_scopes_say_and_no_more()
    {
        var key = await KeyAsync(_owner, "leads.read");

        await ApiHost.ReadAsync(await GetAsync(key, "/api/v1/leads"), 200);
        await ApiHost.ProblemAsync(await GetAsync(key, "/api/v1/accounts"), 403, "forbidden");
        await ApiHost.ProblemAsync(await SendAsync(key, HttpMethod.Post, "/api/v1/leads"), 403, "forbidden");
    }

    [Test]
    public async Task Writing_does_not_imply_reading()
    {
        var key = await KeyAsync(_owner, "leads.write");

        await ApiHost.ProblemAsync(await GetAsync(key, "/api/v1/leads"), 403, "forbidden");
    }

    [Test]
    public async Task The_key_is_shown_once_and_stored_hashed()
    {
        var made = await MakeAsync(_owner, "leads.read");
        var key = (string)made["key"]!;
        key.ShouldMatch("^nxk_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}$");
        key.ShouldStartWith($"nxk_{(string)made["prefix"]!}_");

        (await ApiHost.ReadAsync(await _owner.GetAsync("/api/v1/api-keys"), 200)).ToJsonString().ShouldNotContain(key.Split('_')[2]);
        await using var source = NpgsqlDataSource.Create(_host.Connections.Admin!);
        await using var rows = source.CreateCommand("select count(*) from api_keys k where k::text like $1");
        rows.Parameters.AddWithValue($"%{key.Split('_')[2]}%");
        (await rows.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Test]
    public async Task A_key_never_opens_sign_in_members_or_keys()
    {
        var key = await KeyAsync(_owner, "leads.read", "organization.manage");

        foreach (var path in new[] { "/auth/me", "/auth/sessions", "/auth/companies", "/auth/two-factor", "/auth/passkeys", "/members", $"/members/{_owner.UserId}", "/invitations", "/roles", "/api-keys" })
            await ApiHost.ProblemAsync(await GetAsync(key, "/api/v1" + path), 403, "forbidden");
        foreach (var path in new[] { "/auth/logout", "/auth/two-factor", "/auth/two-factor/recovery-codes" })
            await ApiHost.ProblemAsync(await SendAsync(key, HttpMethod.Post, "/api/v1" + path), 403, "forbidden");
        foreach (var scope in new[] { "members.read", "members.manage", "roles.manage", "apikeys.manage" })
            await ApiHost.ProblemAsync(await _owner.PostAsync("/api/v1/api-keys", new { name = "Too much", scopes = new[] { scope } }), 400, "validation_failed");
        (await ApiHost.ReadAsync(await GetAsync(key, "/api/v1/organization"), 200))["name"]!.ToString().ShouldBe("Keys Ltd");
    }

    [Test]
    public async Task A_key_is_good_in_the_header_only()
    {
        var key = await KeyAsync(_owner, "leads.read");

        foreach (var name in new[] { "access_token", "api_key", "apikey", "key", "token" })
            ((int)(await _host.Client().GetAsync($"/api/v1/leads?{name}={key}")).StatusCode).ShouldBe(401, name);
        var asCookie = new HttpRequestMessage(HttpMethod.Get, "/leads");
        asCookie.Headers.Add("Cookie", $"__Host-nexus={key}");
        ((int)(await _host.Client().SendAsync(asCookie)).StatusCode).ShouldBe(302);
    }

    [Test]
    public async Task An_altered_cut_expired_or_revoked_key_is_nobody()
    {
        var made = await MakeAsync(_owner, "leads.read");
        var key = (string)made["key"]!;
        foreach (var bad in new[] { key[..^1], key + "x", key[..^1] + (key[^1] == 'a' ? 'b' : 'a'), "nxk_", "nxk_12345678_" + new string('a', 40), new string('n', 5000) })
            await ApiHost.ProblemAsync(await GetAsync(bad, "/api/v1/leads"), 401, "unauthenticated");

        await ApiHost.ReadAsync(await GetAsync(key, "/api/v1/leads"), 200);
        await ApiHost.ReadAsync(await _owner.DeleteAsync($"/api/v1/api-keys/{(string)made["id"]!}"), 204);
        await MemberTests.EventuallyAsync(async () => (int)(await GetAsync(key, "/api/v1/leads")).StatusCode == 401);
        await ApiHost.ProblemAsync(await _owner.DeleteAsync($"/api/v1/api-keys/{(string)made["id"]!}"), 404, "not_found");

        var expiring = await ApiHost.ReadAsync(await _owner.PostAsync("/api/v1/api-keys", new { name = "Short", scopes = new[] { "leads.read" }, expiresAt = _host.Clock.GetUtcNow().AddMinutes(5) }), 201);
        await ApiHost.ReadAsync(await GetAsync((string)expiring["key"]!, "/api/v1/leads"), 200);
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        await ApiHost.ProblemAsync(await GetAsync((string)expiring["key"]!, "/api/v1/leads"), 401, "unauthenticated");
    }

    [Test]
    public async Task A_key_never_has_more_than_its_maker_has_now()
    {
        var owner = await _host.RegisterAsync("Shrinking Ltd");
        var maker = await _host.JoinAsync(owner, await owner.ARoleAsync("Maker", "all", "apikeys.manage", "leads.read", "leads.write"));
        await ApiHost.ProblemAsync(await maker.PostAsync("/api/v1/api-keys", new { name = "Beyond", scopes = new[] { "accounts.read" } }), 400, "validation_failed");
        var key = await KeyAsync(maker, "leads.read", "leads.write");
        await ApiHost.ReadAsync(await GetAsync(key, "/api/v1/leads"), 200);

        await ApiHost.ReadAsync(await owner.PatchAsync($"/api/v1/members/{maker.UserId}", new { role = "auditor" }), 200);
        await MemberTests.EventuallyAsync(async () => (int)(await GetAsync(key, "/api/v1/leads")).StatusCode == 403);

        await ApiHost.ReadAsync(await owner.PostAsync($"/api/v1/members/{maker.UserId}/suspend"), 200);
        await MemberTests.EventuallyAsync(async () => (int)(await GetAsync(key, "/api/v1/leads")).StatusCode == 401);
    }

    [Test]
    public async Task A_key_shows_when_it_was_last_used()
    {
        var made = await MakeAsync(_owner, "leads.read");
        made["lastUsedAt"].ShouldBeNull();
        await GetAsync((string)made["key"]!, "/api/v1/leads");

        var listed = (await ApiHost.ReadAsync(await _owner.GetAsync("/api/v1/api-keys"), 200))["data"]!.AsArray().Single(k => (string)k!["id"]! == (string)made["id"]!)!;

        listed["lastUsedAt"].ShouldNotBeNull();
    }

    [Test]
    public async Task A_key_is_a_principal_of_its_own_for_idempotency()
    {
        var (first, second) = (await KeyAsync(_owner, "leads.read", "leads.write"), await KeyAsync(_owner, "leads.read", "leads.write"));

        var made = await ApiHost.ReadAsync(await CreateAsync(first), 201);
        var replayed = await CreateAsync(first);
        var other = await ApiHost.ReadAsync(await CreateAsync(second), 201);

        replayed.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        ((string)other["id"]!).ShouldNotBe((string)made["id"]!);

        Task<HttpResponseMessage> CreateAsync(string key) => SendAsync(key, HttpMethod.Post, "/api/v1/leads", """{"lastName":"Idem"}""", ("Idempotency-Key", "k1"));
    }

    private static async Task<JsonNode> MakeAsync(ApiUser user, params string[] scopes) => await ApiHost.ReadAsync(await user.PostAsync("/api/v1/api-keys", new { name = "Test key", scopes }), 201);

    private static async Task<string> KeyAsync(ApiUser user, params string[] scopes) => (string)(await MakeAsync(user, scopes))["key"]!;

    private Task<HttpResponseMessage> GetAsync(string key, string path) => SendAsync(key, HttpMethod.Get, path, body: null);

    private Task<HttpResponseMessage> SendAsync(string key, HttpMethod method, string path, string? body = "{\"lastName\":\"Tan\"}", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return _host.Client().SendAsync(request);
    }
}
