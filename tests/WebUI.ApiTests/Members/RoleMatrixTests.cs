namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>Eight roles against the routes: 403 exactly where the role lacks the permission of the contract (S08).</summary>
public sealed class RoleMatrixTests
{
    private static readonly (string Method, string Path, string Permission)[] Routes =
    [
        .. new[] { "leads", "accounts", "contacts", "deals", "activities" }.SelectMany(f => new[]
        {
            ("GET", $"/{f}", $"{f}.read"), ("GET", $"/{f}/stats", $"{f}.read"), ("POST", $"/{f}", $"{f}.write"), ("GET", $"/{f}/export", $"{f}.export"), ("DELETE", $"/{f}/{Missing}", $"{f}.delete"),
        }),
        ("POST", $"/leads/{Missing}/convert", "leads.convert"), ("POST", $"/leads/{Missing}/assign", "leads.assign"),
        ("GET", "/lead-forms", "forms.manage"), ("PUT", "/scoring-profile", "scoring.manage"), ("PATCH", "/organization", "organization.manage"),
        ("GET", "/members", "members.read"), ("GET", "/roles", "members.read"), ("GET", "/invitations", "members.read"), ("POST", $"/members/{Missing}/suspend", "members.manage"),
        ("POST", $"/invitations/{Missing}/resend", "members.manage"), ("DELETE", $"/roles/{Missing}", "roles.manage"), ("GET", "/api-keys", "apikeys.manage"), ("DELETE", $"/api-keys/{Missing}", "apikeys.manage"),
    ];

    private const string Missing = "01890000-0000-7000-8000-000000000000";

    private ApiHost _host = null!;
    private ApiUser _owner = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _owner = await _host.RegisterAsync("Matrix Ltd");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("owner")]
    [TestCase("admin")]
    [TestCase("manager")]
    [TestCase("sales")]
    [TestCase("billing")]
    [TestCase("auditor")]
    [TestCase("privacy_officer")]
    [TestCase("read_only")]
    public async Task A_role_opens_exactly_the_routes_of_its_permissions(string role)
    {
        var person = role == "owner" ? _owner : await _host.JoinAsync(_owner, role);
        var permissions = (await ApiHost.ReadAsync(await person.GetAsync("/api/v1/auth/me"), 200))["permissions"]!.AsArray().Select(p => (string)p!).ToHashSet(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var (method, path, permission) in Routes)
        {
            var answer = await person.SendAsync(new HttpMethod(method), "/api/v1" + path, method is "GET" or "DELETE" ? null : "{}");
            var refused = (int)answer.StatusCode == 403;
            if (refused == permissions.Contains(permission) || (int)answer.StatusCode is 401 or >= 500) wrong.Add($"{method} {path} ({permission}): {(int)answer.StatusCode}");
        }

        wrong.ShouldBeEmpty();
    }
}
