using System.Net.Http.Json;
using NexusCrm.WebUI.ApiTests.Identity;
using Npgsql;

namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>Invitations: one use, seven days, nothing told (S15, S18).</summary>
public sealed class InvitationTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_new_person_joins_by_the_mailed_link_and_is_signed_in()
    {
        var owner = await _host.RegisterAsync("Inviting Ltd");

        var joined = await _host.JoinAsync(owner, "sales");

        joined.OrganizationId.ShouldBe(owner.OrganizationId);
        var me = await ApiHost.ReadAsync(await joined.GetAsync("/api/v1/auth/me"), 200);
        ((string)me["role"]!).ShouldBe("sales");
        ((bool)me["emailVerified"]!).ShouldBeTrue();
        (await ApiHost.ReadAsync(await owner.GetAsync("/api/v1/members"), 200))["data"]!.AsArray().Count.ShouldBe(2);
        (await ApiHost.ReadAsync(await owner.GetAsync("/api/v1/invitations"), 200))["data"]!.AsArray().Count.ShouldBe(0);
    }

    [Test]
    public async Task Somebody_with_an_account_joins_without_a_new_password_and_signs_in_as_ever()
    {
        var owner = await _host.RegisterAsync("Second Home Ltd");
        var known = await _host.RegisterAsync("First Home Ltd");
        await InviteAsync(owner, known.Email, "manager");
        var (_, token) = await Mailbox.LinkAsync(_host, known.Email, "accept-invitation");

        await ApiHost.ReadAsync(await AcceptAsync(token), 204);

        var companies = await ApiHost.ReadAsync(await known.GetAsync("/api/v1/auth/companies"), 200);
        companies["data"]!.AsArray().Select(c => ((string)c!["name"]!, (string)c["role"]!)).ShouldBe([("First Home Ltd", "owner"), ("Second Home Ltd", "manager")]);
    }

    [Test]
    public async Task The_page_of_the_link_makes_an_account_and_signs_the_browser_in()
    {
        var owner = await _host.RegisterAsync("Paged Ltd");
        await InviteAsync(owner, "paged@invited.sg", "sales");
        var (address, _) = await Mailbox.LinkAsync(_host, "paged@invited.sg", "accept-invitation");
        var browser = _host.Browser();
        var page = new Uri(address).PathAndQuery;
        (await (await browser.GetAsync(page)).Content.ReadAsStringAsync()).ShouldContain("Join Paged Ltd");

        var answer = await PageTests.SubmitAsync(browser, page, "accept-invitation", ("Form.FirstName", "Mei"), ("Form.LastName", "Lim"), ("Form.Password", ApiHost.Password));

        ((int)answer.StatusCode).ShouldBe(302);
        (await (await browser.GetAsync("/")).Content.ReadAsStringAsync()).ShouldContain("Paged Ltd");
        (await (await _host.Browser().GetAsync(page)).Content.ReadAsStringAsync()).ShouldContain("This invitation is no longer good");
    }

    [Test]
    public async Task A_link_works_once_even_for_many_at_once()
    {
        var owner = await _host.RegisterAsync("Once Invited Ltd");
        await InviteAsync(owner, "once@invited.sg", "sales");
        var (_, token) = await Mailbox.LinkAsync(_host, "once@invited.sg", "accept-invitation");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AcceptAsync(token, ApiHost.Password)));

        answers.Count(a => (int)a.StatusCode == 200).ShouldBe(1);
        answers.Count(a => (int)a.StatusCode == 400).ShouldBe(5);
        await ApiHost.ProblemAsync(await AcceptAsync(token), 400, "invalid_token");
    }

    [Test]
    public async Task A_link_is_no_good_after_seven_days_when_taken_back_replaced_altered_or_cut()
    {
        var owner = await _host.RegisterAsync("Expiring Ltd");
        var first = await InviteAsync(owner, "late@invited.sg", "sales");
        var (_, old) = await Mailbox.LinkAsync(_host, "late@invited.sg", "accept-invitation");

        await ApiHost.ReadAsync(await owner.PostAsync($"/api/v1/invitations/{first}/resend"), 200);
        var (_, token) = await Mailbox.LinkAsync(_host, "late@invited.sg", "accept-invitation", old);
        await RefusedAsync(old);
        await RefusedAsync(token[..^1]);
        await RefusedAsync((token[0] == 'A' ? 'B' : 'A') + token[1..]);
        await RefusedAsync(new string('x', 900));
        await ApiHost.ReadAsync(await owner.DeleteAsync($"/api/v1/invitations/{first}"), 204);
        await RefusedAsync(token);

        await InviteAsync(owner, "late@invited.sg", "sales");
        var (_, expiring) = await Mailbox.LinkAsync(_host, "late@invited.sg", "accept-invitation", old, token);
        _host.Clock.Advance(TimeSpan.FromDays(7));
        await RefusedAsync(expiring);
    }

    [Test]
    public async Task A_refused_password_leaves_the_link_good()
    {
        var owner = await _host.RegisterAsync("Retry Ltd");
        await InviteAsync(owner, "retry@invited.sg", "sales");
        var (_, token) = await Mailbox.LinkAsync(_host, "retry@invited.sg", "accept-invitation");

        var problem = await ApiHost.ProblemAsync(await AcceptAsync(token), 400, "validation_failed");
        problem["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["password"], ignoreOrder: true);
        await ApiHost.ProblemAsync(await AcceptAsync(token, "RetryLtd-RetryLtd"), 400, "validation_failed");
        await ApiHost.ReadAsync(await AcceptAsync(token, ApiHost.Password), 200);
    }

    [Test]
    public async Task Inviting_tells_nothing_about_accounts_and_refuses_members_and_doubles()
    {
        var owner = await _host.RegisterAsync("Discreet Ltd");
        var elsewhere = await _host.RegisterAsync("Elsewhere Ltd");

        var known = await owner.PostAsync("/api/v1/invitations", new { email = elsewhere.Email, role = "sales" });
        var unknown = await owner.PostAsync("/api/v1/invitations", new { email = "unknown@invited.sg", role = "sales" });

        Shape(await ApiHost.ReadAsync(known, 201)).ShouldBe(Shape(await ApiHost.ReadAsync(unknown, 201)));
        await ApiHost.ProblemAsync(await owner.PostAsync("/api/v1/invitations", new { email = "UNKNOWN@invited.sg", role = "manager" }), 409, "already_invited");
        await ApiHost.ProblemAsync(await owner.PostAsync("/api/v1/invitations", new { email = owner.Email, role = "sales" }), 409, "already_member");

        static string Shape(System.Text.Json.Nodes.JsonNode invitation) => string.Join(' ', invitation.AsObject().Select(p => p.Key));
    }

    [Test]
    public async Task Nobody_invites_to_more_than_they_are()
    {
        var owner = await _host.RegisterAsync("Limits Ltd");
        var admin = await _host.JoinAsync(owner, "admin");
        var clerk = await _host.JoinAsync(owner, await owner.ARoleAsync("Inviter", "territory", "members.read", "members.manage", "leads.read"));
        var sales = await _host.JoinAsync(owner, "sales");

        await ApiHost.ProblemAsync(await admin.PostAsync("/api/v1/invitations", new { email = "a@limits.sg", role = "owner" }), 403, "forbidden");
        await ApiHost.ReadAsync(await admin.PostAsync("/api/v1/invitations", new { email = "a@limits.sg", role = "admin" }), 201);
        await ApiHost.ProblemAsync(await clerk.PostAsync("/api/v1/invitations", new { email = "b@limits.sg", role = "sales" }), 403, "forbidden");
        await ApiHost.ProblemAsync(await clerk.PostAsync("/api/v1/invitations", new { email = "b@limits.sg", role = "read_only" }), 403, "forbidden");
        await ApiHost.ProblemAsync(await sales.PostAsync("/api/v1/invitations", new { email = "c@limits.sg", role = "sales" }), 403, "forbidden");
        var unknown = await ApiHost.ProblemAsync(await owner.PostAsync("/api/v1/invitations", new { email = "d@limits.sg", role = "emperor" }), 400, "validation_failed");
        unknown["errors"]!["role"].ShouldNotBeNull();
    }

    [Test]
    public async Task A_removed_member_can_be_invited_again()
    {
        var owner = await _host.RegisterAsync("Return Ltd");
        var member = await _host.JoinAsync(owner, "sales");
        await ApiHost.ReadAsync(await owner.DeleteAsync($"/api/v1/members/{member.UserId}"), 204);
        var (_, used) = await Mailbox.LinkAsync(_host, member.Email, "accept-invitation");
        await InviteAsync(owner, member.Email, "manager");
        var (_, token) = await Mailbox.LinkAsync(_host, member.Email, "accept-invitation", used);

        await ApiHost.ReadAsync(await AcceptAsync(token), 204);

        var back = await _host.SignInAsync(member.Email);
        ((string)(await ApiHost.ReadAsync(await back.GetAsync("/api/v1/auth/me"), 200))["role"]!).ShouldBe("manager");
    }

    [Test]
    public async Task The_secret_of_a_link_is_stored_hashed_only()
    {
        var owner = await _host.RegisterAsync("Hashed Ltd");
        var id = await InviteAsync(owner, "hashed@invited.sg", "sales");

        await using var source = NpgsqlDataSource.Create(_host.Connections.Admin!);
        await using var command = source.CreateCommand("select octet_length(secret_hash) from invitations where id = $1");
        command.Parameters.AddWithValue(Guid.Parse(id));

        (await command.ExecuteScalarAsync()).ShouldBe(32);
    }

    private static async Task<string> InviteAsync(ApiUser owner, string email, string role) =>
        (string)(await ApiHost.ReadAsync(await owner.PostAsync("/api/v1/invitations", new { email, role }), 201))["id"]!;

    private async Task RefusedAsync(string token) => await ApiHost.ProblemAsync(await AcceptAsync(token, ApiHost.Password), 400, "invalid_token");

    private Task<HttpResponseMessage> AcceptAsync(string token, string? password = null) =>
        _host.Client().PostAsJsonAsync("/api/v1/auth/accept-invitation", new { token, password, firstName = "Jo", lastName = "Ng" });
}
