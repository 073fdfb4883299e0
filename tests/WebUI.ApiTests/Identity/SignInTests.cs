using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class SignInTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var known = await _host.RegisterAsync("Enumerated Ltd");

        var wrong = await ApiHost.ProblemAsync(await LoginAsync(known.Email, "not-the-password"), 401, "invalid_credentials");
        var unknown = await ApiHost.ProblemAsync(await LoginAsync("nobody@example.sg", "not-the-password"), 401, "invalid_credentials");

        WithoutTrace(unknown).ShouldBe(WithoutTrace(wrong));
    }

    [Test]
    public async Task An_address_is_the_same_in_any_case_and_with_spaces_around()
    {
        var user = await _host.RegisterAsync("Case Ltd");

        await _host.SignInAsync($" {user.Email.ToUpperInvariant()} ");
    }

    [Test]
    public async Task A_password_of_200_kilobytes_is_answered_at_once_and_as_wrong()
    {
        var user = await _host.RegisterAsync("Long Ltd");
        var started = Stopwatch.StartNew();

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, new string('x', 200 * 1024)), 401, "invalid_credentials");

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task After_five_failures_the_right_password_has_to_wait_too()
    {
        var user = await _host.RegisterAsync("Patience Ltd");
        for (var i = 0; i < 5; i++) await ApiHost.ProblemAsync(await LoginAsync(user.Email, "wrong"), 401, "invalid_credentials");

        var early = await ApiHost.ProblemAsync(await LoginAsync(user.Email, ApiHost.Password), 401, "invalid_credentials");
        ((string)early["detail"]!).ShouldBe("The e-mail address or password is not right.");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ApiHost.ReadAsync(await LoginAsync(user.Email, ApiHost.Password), 200);
    }

    [Test]
    public async Task The_delay_doubles_up_to_a_minute_and_no_further()
    {
        var user = await _host.RegisterAsync("Doubling Ltd");
        for (var i = 0; i < 5; i++) await LoginAsync(user.Email, "wrong");
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            await ApiHost.ProblemAsync(await LoginAsync(user.Email, ApiHost.Password), 401, "invalid_credentials");
            _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await LoginAsync(user.Email, "wrong");
        }

        _host.Clock.Advance(TimeSpan.FromSeconds(60));
        await ApiHost.ReadAsync(await LoginAsync(user.Email, ApiHost.Password), 200);
    }

    [Test]
    public async Task Guesses_at_once_are_counted_one_by_one()
    {
        var user = await _host.RegisterAsync("Parallel Ltd");
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => LoginAsync(user.Email, "wrong")));

        // The five free tries are gone, and no more than five were looked at.
        await ApiHost.ProblemAsync(await LoginAsync(user.Email, ApiHost.Password), 401, "invalid_credentials");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ApiHost.ReadAsync(await LoginAsync(user.Email, ApiHost.Password), 200);
    }

    [Test]
    public async Task A_spoofed_forwarding_header_gives_no_further_tries()
    {
        var user = await _host.RegisterAsync("Header Ltd");
        for (var i = 0; i < 5; i++) await LoginAsync(user.Email, "wrong", $"203.0.{i}.1");

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, ApiHost.Password, "198.51.100.7"), 401, "invalid_credentials");
    }

    [Test]
    public async Task A_success_forgets_the_failures()
    {
        var user = await _host.RegisterAsync("Forgiven Ltd");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await LoginAsync(user.Email, "wrong");
            await ApiHost.ReadAsync(await LoginAsync(user.Email, ApiHost.Password), 200);
        }
    }

    [Test]
    public async Task Missing_fields_are_named()
    {
        var problem = await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/login", new { }), 400, "validation_failed");

        problem["errors"]!["email"].ShouldNotBeNull();
        problem["errors"]!["password"].ShouldNotBeNull();
    }

    private static string WithoutTrace(JsonNode problem)
    {
        problem.AsObject().Remove("traceId");
        return problem.ToJsonString();
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password, string? forwardedFor = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = JsonContent.Create(new { email, password }) };
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        return _host.Client().SendAsync(request);
    }
}
