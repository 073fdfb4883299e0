namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>Roles of an organization's own: nobody grants what they lack.</summary>
public sealed class RoleTests
{
    private ApiHost _host = null!;
    private ApiUser _owner = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _owner = await _host.RegisterAsync("Roles Ltd");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_products_roles_are_listed_and_cannot_be_changed()
    {
        var roles = (await ApiHost.ReadAsync(await _owner.GetAsync("/api/v1/roles"), 200))["data"]!.AsArray();

        roles.Take(8).Select(r => (string)r!["id"]!).ShouldBe(["owner", "admin", "manager", "sales", "billing", "auditor", "privacy_officer", "read_only"]);
        roles.Take(8).ShouldAllBe(r => (bool)r!["system"]!);
        await ApiHost.ProblemAsync(await _owner.PatchAsync("/api/v1/roles/sales", new { name = "Sellers" }), 409, "system_role");
        await ApiHost.ProblemAsync(await _owner.DeleteAsync("/api/v1/roles/sales"), 409, "system_role");
        await ApiHost.ProblemAsync(await _owner.GetAsync("/api/v1/roles/emperor"), 404, "not_found");
    }

    [Test]
    public async Task An_own_role_gives_exactly_its_permissions_and_a_change_acts_at_once()
    {
        var role = await _owner.ARoleAsync("Reader", "all", "leads.read");
        var member = await _host.JoinAsync(_owner, role);
        var me = await ApiHost.ReadAsync(await member.GetAsync("/api/v1/auth/me"), 200);
        ((string)me["role"]!).ShouldBe(role);
        me["permissions"]!.AsArray().Select(p => (string)p!).ShouldBe(["leads.read"]);
        await ApiHost.ProblemAsync(await member.PostAsync("/api/v1/leads", new { lastName = "Tan" }), 403, "forbidden");

        await ApiHost.ReadAsync(await _owner.PatchAsync($"/api/v1/roles/{role}", new { permissions = new[] { "leads.read", "leads.write" } }), 200);

        await MemberTests.EventuallyAsync(async () => (int)(await member.PostAsync("/api/v1/leads", new { lastName = "Tan" })).StatusCode == 201);
    }

    [Test]
    public async Task A_role_for_own_records_sees_only_those()
    {
        var member = await _host.JoinAsync(_owner, await _owner.ARoleAsync("Own only", "own", "leads.read", "leads.write"));
        var unassigned = (string)(await ApiHost.ReadAsync(await _owner.PostAsync("/api/v1/leads", new { lastName = "Nobody's" }), 201))["id"]!;
        await _owner.PatchAsync($"/api/v1/leads/{unassigned}", new { ownerId = (Guid?)null });
        var mine = (string)(await ApiHost.ReadAsync(await member.PostAsync("/api/v1/leads", new { lastName = "Mine", ownerId = member.UserId }), 201))["id"]!;

        await ApiHost.ProblemAsync(await member.GetAsync($"/api/v1/leads/{unassigned}"), 404, "not_found");
        var seen = (await ApiHost.ReadAsync(await member.GetAsync("/api/v1/leads"), 200))["data"]!.AsArray();
        seen.Select(l => (string)l!["id"]!).ShouldBe([mine]);
    }

    [Test]
    public async Task Nobody_puts_more_into_a_role_than_they_have()
    {
        var builder = await _host.JoinAsync(_owner, await _owner.ARoleAsync("Role builder", "territory", "members.read", "roles.manage", "leads.read"));

        var lacking = await ApiHost.ProblemAsync(await builder.PostAsync("/api/v1/roles", new { name = "Bigger", permissions = new[] { "leads.read", "leads.write" }, recordScope = "territory" }), 403, "forbidden");
        ((string)lacking["permission"]!).ShouldBe("leads.write");
        await ApiHost.ProblemAsync(await builder.PostAsync("/api/v1/roles", new { name = "Wider", permissions = new[] { "leads.read" }, recordScope = "all" }), 403, "forbidden");
        await ApiHost.ReadAsync(await builder.PostAsync("/api/v1/roles", new { name = "As big", permissions = new[] { "leads.read" }, recordScope = "own" }), 201);
    }

    [Test]
    public async Task What_a_role_is_refused_for_is_told_by_field()
    {
        await _owner.ARoleAsync("Taken", "all", "leads.read");

        foreach (var (body, field) in new (object, string)[]
        {
            (new { name = "taken", permissions = new[] { "leads.read" } }, "name"),
            (new { name = "Sales", permissions = new[] { "leads.read" } }, "name"),
            (new { name = "", permissions = new[] { "leads.read" } }, "name"),
            (new { name = "Odd", permissions = new[] { "leads.fly" } }, "permissions"),
        })
        {
            var problem = await ApiHost.ProblemAsync(await _owner.PostAsync("/api/v1/roles", body), 400, "validation_failed");
            problem["errors"]![field].ShouldNotBeNull();
        }
    }

    [Test]
    public async Task A_role_that_somebody_has_or_is_offered_stays()
    {
        var held = await _owner.ARoleAsync("Held", "all", "leads.read");
        var member = await _host.JoinAsync(_owner, held);
        await ApiHost.ProblemAsync(await _owner.DeleteAsync($"/api/v1/roles/{held}"), 409, "role_in_use");
        await ApiHost.ReadAsync(await _owner.PatchAsync($"/api/v1/members/{member.UserId}", new { role = "sales" }), 200);
        await ApiHost.ReadAsync(await _owner.DeleteAsync($"/api/v1/roles/{held}"), 204);

        var offered = await _owner.ARoleAsync("Offered", "all", "leads.read");
        var invitation = (string)(await ApiHost.ReadAsync(await _owner.PostAsync("/api/v1/invitations", new { email = "offered@roles.sg", role = offered }), 201))["id"]!;
        await ApiHost.ProblemAsync(await _owner.DeleteAsync($"/api/v1/roles/{offered}"), 409, "role_in_use");
        await ApiHost.ReadAsync(await _owner.DeleteAsync($"/api/v1/invitations/{invitation}"), 204);
        await ApiHost.ReadAsync(await _owner.DeleteAsync($"/api/v1/roles/{offered}"), 204);
    }

    [Test]
    public async Task Another_organizations_role_can_neither_be_given_nor_seen()
    {
        var foreign = await (await _host.RegisterAsync("Foreign Roles Ltd")).ARoleAsync("Foreign", "all", "leads.read");

        await ApiHost.ProblemAsync(await _owner.GetAsync($"/api/v1/roles/{foreign}"), 404, "not_found");
        var problem = await ApiHost.ProblemAsync(await _owner.PostAsync("/api/v1/invitations", new { email = "x@roles.sg", role = foreign }), 400, "validation_failed");
        problem["errors"]!["role"]!.ToJsonString().ShouldBe("""["not found"]""");
    }
}
