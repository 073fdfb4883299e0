using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class SessionTests
{
    private const string Me = "/api/v1/auth/me";
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_refresh_token_gives_the_next_pair()
    {
        var user = await _host.RegisterAsync("Refresh Ltd");
        var old = user.AccessToken;

        user.Use(await ApiHost.ReadAsync(await RefreshAsync(user.RefreshToken), 200));

        await ApiHost.ReadAsync(await user.GetAsync(Me), 200);
        user.AccessToken.ShouldNotBe(old);
        await ApiHost.ProblemAsync(await GetMeAsync(old), 401, "unauthenticated");
    }

    [Test]
    public async Task Reusing_a_refresh_token_ends_the_whole_family()
    {
        var user = await _host.RegisterAsync("Stolen Ltd");
        var stolen = user.RefreshToken;
        user.Use(await ApiHost.ReadAsync(await RefreshAsync(stolen), 200));

        await ApiHost.ProblemAsync(await RefreshAsync(stolen), 401, "invalid_refresh_token");

        await ApiHost.ProblemAsync(await user.GetAsync(Me), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await RefreshAsync(user.RefreshToken), 401, "invalid_refresh_token");
    }

    [Test]
    public async Task An_access_token_ends_after_15_minutes_and_a_refresh_token_after_30_days()
    {
        var user = await _host.RegisterAsync("Clock Ltd");
        _host.Clock.Advance(TimeSpan.FromMinutes(15));
        await ApiHost.ProblemAsync(await user.GetAsync(Me), 401, "unauthenticated");
        user.Use(await ApiHost.ReadAsync(await RefreshAsync(user.RefreshToken), 200));

        _host.Clock.Advance(TimeSpan.FromDays(30));
        await ApiHost.ProblemAsync(await RefreshAsync(user.RefreshToken), 401, "invalid_refresh_token");
    }

    [Test]
    public async Task Refreshing_goes_on_for_90_days_and_not_longer()
    {
        var user = await _host.RegisterAsync("Quarter Ltd");
        for (var i = 0; i < 3; i++)
        {
            _host.Clock.Advance(TimeSpan.FromDays(29));
            user.Use(await ApiHost.ReadAsync(await RefreshAsync(user.RefreshToken), 200));
        }

        _host.Clock.Advance(TimeSpan.FromDays(3));
        await ApiHost.ProblemAsync(await RefreshAsync(user.RefreshToken), 401, "invalid_refresh_token");
    }

    [Test]
    public async Task Logging_out_kills_the_session_and_its_tokens_at_once()
    {
        var user = await _host.RegisterAsync("Leaving Ltd");
        await ApiHost.ReadAsync(await user.GetAsync(Me), 200);

        await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/logout"), 204);

        await ApiHost.ProblemAsync(await user.GetAsync(Me), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await RefreshAsync(user.RefreshToken), 401, "invalid_refresh_token");
    }

    [Test]
    public async Task Sessions_are_listed_and_ended_one_by_one()
    {
        var here = await _host.RegisterAsync("Devices Ltd");
        var there = await _host.SignInAsync(here.Email);
        await ApiHost.ReadAsync(await there.GetAsync(Me), 200);

        var list = (await ApiHost.ReadAsync(await here.GetAsync("/api/v1/auth/sessions"), 200))["data"]!.AsArray();
        list.Count.ShouldBe(2);
        list.Single(s => (bool)s!["isCurrent"]!).ShouldNotBeNull();
        var other = list.Single(s => !(bool)s!["isCurrent"]!)!;

        await ApiHost.ReadAsync(await here.DeleteAsync($"/api/v1/auth/sessions/{other["id"]}"), 204);
        await ApiHost.ProblemAsync(await there.GetAsync(Me), 401, "unauthenticated");
        await ApiHost.ReadAsync(await here.GetAsync(Me), 200);
    }

    [Test]
    public async Task Somebody_elses_session_is_not_there()
    {
        var mine = await _host.RegisterAsync("Mine Ltd");
        var theirs = await _host.RegisterAsync("Theirs Ltd");
        var session = (await ApiHost.ReadAsync(await theirs.GetAsync("/api/v1/auth/sessions"), 200))["data"]![0]!["id"];

        await ApiHost.ProblemAsync(await mine.DeleteAsync($"/api/v1/auth/sessions/{session}"), 404, "not_found");
        await ApiHost.ProblemAsync(await mine.DeleteAsync($"/api/v1/auth/sessions/{Guid.CreateVersion7()}"), 404, "not_found");
        await ApiHost.ReadAsync(await theirs.GetAsync(Me), 200);
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Invented_tokens_are_nobody(string token)
    {
        var answer = await GetMeAsync(token);

        await ApiHost.ProblemAsync(answer, 401, "unauthenticated");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Test]
    public async Task A_truncated_or_altered_token_is_nobody()
    {
        var user = await _host.RegisterAsync("Altered Ltd");

        await ApiHost.ProblemAsync(await GetMeAsync(user.AccessToken[..^1]), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await GetMeAsync(char.ToUpperInvariant(user.AccessToken[0]) == user.AccessToken[0] ? "a" + user.AccessToken[1..] : "A" + user.AccessToken[1..]), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await GetMeAsync(user.RefreshToken), 401, "unauthenticated");
    }

    [Test]
    public async Task A_token_is_not_taken_from_the_address()
    {
        var user = await _host.RegisterAsync("Address Ltd");

        await ApiHost.ProblemAsync(await _host.Client().GetAsync($"{Me}?access_token={user.AccessToken}"), 401, "unauthenticated");
    }

    [Test]
    public async Task Changing_the_password_ends_the_other_sessions()
    {
        var here = await _host.RegisterAsync("Change Ltd");
        var there = await _host.SignInAsync(here.Email);

        await ApiHost.ReadAsync(await here.PostAsync("/api/v1/auth/change-password", new { currentPassword = ApiHost.Password, newPassword = "kettle-violet-harbour-3" }), 204);

        await ApiHost.ReadAsync(await here.GetAsync(Me), 200);
        await ApiHost.ProblemAsync(await there.GetAsync(Me), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await RefreshAsync(there.RefreshToken), 401, "invalid_refresh_token");
        await _host.SignInAsync(here.Email, "kettle-violet-harbour-3");
    }

    [TestCase("wrong", "kettle-violet-harbour-3", "currentPassword")]
    [TestCase(ApiHost.Password, "short", "newPassword")]
    [TestCase(ApiHost.Password, "rejected-ltd-2026", "newPassword")]
    [TestCase("", "kettle-violet-harbour-3", "currentPassword")]
    public async Task A_refused_change_of_password_names_the_field(string current, string chosen, string field)
    {
        var user = await _host.RegisterAsync("Rejected Ltd");

        var problem = await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/change-password", new { currentPassword = current, newPassword = chosen }), 400, "validation_failed");

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [Test]
    public async Task Me_can_be_changed_by_a_merge_patch()
    {
        var user = await _host.RegisterAsync("Patch Ltd");

        var me = await ApiHost.ReadAsync(await user.PatchAsync(Me, new { lastName = "Goh", timeZone = "Europe/Berlin" }), 200);

        ((string)me["firstName"]!).ShouldBe("Wei");
        ((string)me["lastName"]!).ShouldBe("Goh");
        ((string)me["timeZone"]!).ShouldBe("Europe/Berlin");
        var members = await ApiHost.ReadAsync(await user.GetAsync("/api/v1/members"), 200);
        ((string)members["data"]![0]!["name"]!).ShouldBe("Wei Goh");
    }

    [TestCase("""{"email":"x@y.sg"}""", "read_only_field", "email")]
    [TestCase("""{"role":"owner"}""", "read_only_field", "role")]
    [TestCase("""{"nickname":"x"}""", "unknown_field", "nickname")]
    [TestCase("""{"firstName":null}""", "validation_failed", "firstName")]
    [TestCase("""{"firstName":5}""", "validation_failed", "firstName")]
    [TestCase("""{"firstName":"a\u0000b"}""", "validation_failed", "firstName")]
    [TestCase("""{"timeZone":"Mars/Olympus"}""", "validation_failed", "timeZone")]
    [TestCase("""{"locale":"<script>"}""", "validation_failed", "locale")]
    public async Task A_refused_patch_of_me_names_the_field(string body, string code, string field)
    {
        var user = await _host.RegisterAsync("Refused Ltd");

        var problem = await ApiHost.ProblemAsync(await user.PatchAsync(Me, body), 400, code);

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [Test]
    public async Task Switching_gives_tokens_of_the_other_organization_and_kills_the_old()
    {
        var user = await _host.RegisterAsync("First Ltd");
        var second = await JoinAnotherAsync(user, Role.Sales);
        var (oldAccess, oldRefresh) = (user.AccessToken, user.RefreshToken);

        var companies = (await ApiHost.ReadAsync(await user.GetAsync("/api/v1/auth/companies"), 200))["data"]!.AsArray();
        companies.Select(c => ((string)c!["name"]!, (bool)c["isCurrent"]!, (string)c["role"]!)).ShouldBe([("First Ltd", true, "owner"), ("Second Ltd", false, "sales")], ignoreOrder: true);
        user.Use(await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/switch-company", new { organizationId = second }), 200));

        var me = await ApiHost.ReadAsync(await user.GetAsync(Me), 200);
        ((string)me["organization"]!["name"]!).ShouldBe("Second Ltd");
        ((string)me["role"]!).ShouldBe("sales");
        await ApiHost.ProblemAsync(await GetMeAsync(oldAccess), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await RefreshAsync(oldRefresh), 401, "invalid_refresh_token");
        await ApiHost.ProblemAsync(await user.PatchAsync("/api/v1/organization", new { name = "Mine now" }), 403, "forbidden");

        var again = await _host.SignInAsync(user.Email);
        again.OrganizationId.ShouldBe(second);
    }

    [Test]
    public async Task Switching_to_a_foreign_organization_answers_as_to_an_invented_one()
    {
        var user = await _host.RegisterAsync("Here Ltd");
        var foreign = await _host.RegisterAsync("Elsewhere Ltd");

        foreach (var id in new[] { foreign.OrganizationId, Guid.CreateVersion7() })
        {
            var problem = await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/switch-company", new { organizationId = id }), 400, "validation_failed");
            ((string)problem["errors"]!["organizationId"]![0]!).ShouldBe("not found");
        }

        await ApiHost.ReadAsync(await user.GetAsync(Me), 200);
    }

    [Test]
    public async Task A_suspended_member_is_out_within_five_seconds()
    {
        var user = await _host.RegisterAsync("Suspended Ltd");
        await ApiHost.ReadAsync(await user.GetAsync(Me), 200);

        await ChangeMembershipAsync(user, "suspended");

        await EventuallyAsync(async () => (int)(await user.GetAsync(Me)).StatusCode == 401, TimeSpan.FromSeconds(6));
        await ApiHost.ProblemAsync(await user.Client.PostAsJsonAsync("/api/v1/auth/login", new { email = user.Email, password = ApiHost.Password }), 403, "no_organization");
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        while (!await holds()) await Task.Delay(50, deadline.Token);
    }

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) => _host.Client().PostAsJsonAsync("/api/v1/auth/refresh-token", new { refreshToken });

    private async Task<HttpResponseMessage> GetMeAsync(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await _host.Client().SendAsync(request);
    }

    /// <summary>By SQL, as another node would do it: this one hears of it by its caches' short life alone.</summary>
    private async Task ChangeMembershipAsync(ApiUser user, string status)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_host.Connections.Admin!);
        await using var command = source.CreateCommand("update memberships set status = $1 where user_id = $2");
        command.Parameters.AddWithValue(status);
        command.Parameters.AddWithValue(user.UserId);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid> JoinAnotherAsync(ApiUser user, Role role)
    {
        var organization = Organization.Create(new OrganizationDetails { Name = "Second Ltd", Slug = "second-ltd" }, _host.Clock.Now, null).Value;
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(ActorIdentity.Job(organization.Id));
        var db = scope.ServiceProvider.GetRequiredService<NexusDbContext>();
        db.AddRange(organization, Membership.Join(organization.Id, user.UserId, "Wei Tan", user.Email, role, _host.Clock.Now, null).Value);
        await db.SaveChangesAsync();
        return organization.Id;
    }
}
