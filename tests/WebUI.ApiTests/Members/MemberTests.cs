namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>Members and ownership over HTTP; what is changed acts at once on requests (S14).</summary>
public sealed class MemberTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Another_role_acts_within_seconds()
    {
        var owner = await _host.RegisterAsync("Promotion Ltd");
        var member = await _host.JoinAsync(owner, "sales");
        await ApiHost.ProblemAsync(await member.GetAsync("/api/v1/lead-forms"), 403, "forbidden");

        var changed = await ApiHost.ReadAsync(await owner.PatchAsync($"/api/v1/members/{member.UserId}", new { role = "manager" }), 200);

        ((string)changed["role"]!).ShouldBe("manager");
        await EventuallyAsync(async () => (int)(await member.GetAsync("/api/v1/lead-forms")).StatusCode == 200);
    }

    [Test]
    public async Task A_suspended_member_is_out_until_activated()
    {
        var owner = await _host.RegisterAsync("Suspension Ltd");
        var member = await _host.JoinAsync(owner, "sales");

        var suspended = await ApiHost.ReadAsync(await owner.PostAsync($"/api/v1/members/{member.UserId}/suspend"), 200);

        ((string)suspended["status"]!).ShouldBe("suspended");
        await ApiHost.ProblemAsync(await member.GetAsync("/api/v1/leads"), 401, "unauthenticated");
        await ApiHost.ReadAsync(await owner.PostAsync($"/api/v1/members/{member.UserId}/activate"), 200);
        await ApiHost.ProblemAsync(await member.GetAsync("/api/v1/leads"), 401, "unauthenticated");
        await EventuallyAsync(async () => (int)(await (await _host.SignInAsync(member.Email)).GetAsync("/api/v1/leads")).StatusCode == 200);
    }

    [Test]
    public async Task A_removed_member_is_gone_and_still_named_by_their_records()
    {
        var owner = await _host.RegisterAsync("Removal Ltd");
        var member = await _host.JoinAsync(owner, "sales");
        var lead = await ApiHost.ReadAsync(await member.PostAsync("/api/v1/leads", new { lastName = "Tan", ownerId = member.UserId }), 201);

        await ApiHost.ReadAsync(await owner.DeleteAsync($"/api/v1/members/{member.UserId}"), 204);

        await ApiHost.ProblemAsync(await member.GetAsync("/api/v1/auth/me"), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await owner.GetAsync($"/api/v1/members/{member.UserId}"), 404, "not_found");
        var kept = await ApiHost.ReadAsync(await owner.GetAsync($"/api/v1/leads/{(string)lead["id"]!}"), 200);
        ((Guid)kept["ownerId"]!).ShouldBe(member.UserId);
    }

    [Test]
    public async Task The_last_owner_stays_owner_active_and_in()
    {
        var owner = await _host.RegisterAsync("Last Owner Ltd");
        var me = $"/api/v1/members/{owner.UserId}";

        await ApiHost.ProblemAsync(await owner.PatchAsync(me, new { role = "admin" }), 409, "last_owner");
        await ApiHost.ProblemAsync(await owner.DeleteAsync(me), 409, "last_owner");
        await ApiHost.ProblemAsync(await owner.PostAsync($"{me}/suspend"), 409, "own_membership");
    }

    [Test]
    public async Task Ownership_is_handed_over_by_owners_only()
    {
        var owner = await _host.RegisterAsync("Handover Ltd");
        var admin = await _host.JoinAsync(owner, "admin");

        await ApiHost.ProblemAsync(await admin.PostAsync("/api/v1/organization/transfer-ownership", new { userId = admin.UserId }), 403, "forbidden");
        var stranger = await ApiHost.ProblemAsync(await owner.PostAsync("/api/v1/organization/transfer-ownership", new { userId = Guid.CreateVersion7() }), 400, "validation_failed");
        stranger["errors"]!["userId"]!.ToJsonString().ShouldBe("""["not found"]""");
        await ApiHost.ReadAsync(await owner.PostAsync("/api/v1/organization/transfer-ownership", new { userId = admin.UserId }), 204);

        await EventuallyAsync(async () => (string)(await ApiHost.ReadAsync(await owner.GetAsync("/api/v1/auth/me"), 200))["role"]! == "admin");
        ((string)(await ApiHost.ReadAsync(await owner.GetAsync($"/api/v1/members/{admin.UserId}"), 200))["role"]!).ShouldBe("owner");
    }

    [Test]
    public async Task An_admin_neither_demotes_suspends_nor_removes_an_owner()
    {
        var owner = await _host.RegisterAsync("Above Ltd");
        var admin = await _host.JoinAsync(owner, "admin");
        var path = $"/api/v1/members/{owner.UserId}";

        await ApiHost.ProblemAsync(await admin.PatchAsync(path, new { role = "sales" }), 403, "forbidden");
        await ApiHost.ProblemAsync(await admin.PostAsync($"{path}/suspend"), 403, "forbidden");
        await ApiHost.ProblemAsync(await admin.DeleteAsync(path), 403, "forbidden");
        await ApiHost.ProblemAsync(await admin.PatchAsync($"/api/v1/members/{admin.UserId}", new { role = "owner" }), 403, "forbidden");
    }

    [Test]
    public async Task A_stale_version_and_read_only_fields_are_refused()
    {
        var owner = await _host.RegisterAsync("Versions Ltd");
        var member = await _host.JoinAsync(owner, "sales");
        var path = $"/api/v1/members/{member.UserId}";
        var seen = (await owner.GetAsync(path)).Headers.ETag!.Tag;
        await ApiHost.ReadAsync(await owner.PatchAsync(path, new { role = "manager" }), 200);

        await ApiHost.ProblemAsync(await owner.PatchAsync(path, new { role = "billing" }, ("If-Match", seen)), 412, "version_conflict");
        await ApiHost.ProblemAsync(await owner.PatchAsync(path, new { status = "suspended" }), 400, "read_only_field");
    }

    [Test]
    public async Task A_second_organization_is_founded_and_switched_to()
    {
        var owner = await _host.RegisterAsync("First Venture");

        var founded = await ApiHost.ReadAsync(await owner.PostAsync("/api/v1/organizations", new { name = "Second Venture" }), 201);
        owner.Use(await ApiHost.ReadAsync(await owner.PostAsync("/api/v1/auth/switch-company", new { organizationId = (Guid)founded["id"]! }), 200));

        ((string)(await ApiHost.ReadAsync(await owner.GetAsync("/api/v1/organization"), 200))["name"]!).ShouldBe("Second Venture");
        ((string)(await ApiHost.ReadAsync(await owner.GetAsync("/api/v1/auth/me"), 200))["role"]!).ShouldBe("owner");
    }

    internal static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(50, deadline.Token);
    }
}
