using System.Net.Http.Json;

namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class MailedLinkTests
{
    private const string Chosen = "kettle-violet-harbour-3";
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        var user = await _host.RegisterAsync("Reset Ltd");
        await ApiHost.ReadAsync(await PostAsync("password-reset", new { email = user.Email }), 202);
        var link = await LinkAsync(user.Email, "reset-password");

        await ApiHost.ReadAsync(await ConfirmAsync(user.Email, link.Token), 204);

        await ApiHost.ProblemAsync(await user.GetAsync("/api/v1/auth/me"), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await ConfirmAsync(user.Email, link.Token), 400, "invalid_token");
        var again = await _host.SignInAsync(user.Email, Chosen);
        var me = await ApiHost.ReadAsync(await again.GetAsync("/api/v1/auth/me"), 200);
        ((bool)me["emailVerified"]!).ShouldBeTrue();
    }

    [Test]
    public async Task Links_begin_with_the_configured_address_whatever_the_host_header_says()
    {
        var user = await _host.RegisterAsync("Host Ltd");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/password-reset") { Content = JsonContent.Create(new { email = user.Email }) };
        request.Headers.Host = "evil.example";
        await ApiHost.ReadAsync(await _host.Client().SendAsync(request), 202);

        (await LinkAsync(user.Email, "reset-password")).Address.ShouldStartWith("https://crm.example/reset-password?");
    }

    [Test]
    public async Task An_unknown_address_is_answered_alike_and_gets_no_mail()
    {
        var user = await _host.RegisterAsync("Quiet Ltd");

        var unknown = await PostAsync("password-reset", new { email = "stranger@example.sg" });
        var known = await PostAsync("password-reset", new { email = user.Email });

        unknown.StatusCode.ShouldBe(known.StatusCode);
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await known.Content.ReadAsStringAsync());
        // Mails go out in order: when the later one is there, the earlier one would be.
        await LinkAsync(user.Email, "reset-password");
        Mailbox.Of(_host).ShouldNotContain(mail => mail.Contains("stranger@example.sg", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_token_is_no_good_for_another_person_another_purpose_or_after_an_hour()
    {
        var user = await _host.RegisterAsync("Narrow Ltd");
        var other = await _host.RegisterAsync("Wide Ltd");
        await PostAsync("password-reset", new { email = user.Email });
        var token = (await LinkAsync(user.Email, "reset-password")).Token;

        await ApiHost.ProblemAsync(await ConfirmAsync(other.Email, token), 400, "invalid_token");
        await ApiHost.ProblemAsync(await ConfirmAsync("nobody@example.sg", token), 400, "invalid_token");
        await ApiHost.ProblemAsync(await PostAsync("verify-email", new { email = user.Email, token }), 400, "invalid_token");
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await ApiHost.ProblemAsync(await ConfirmAsync(user.Email, token), 400, "invalid_token");
    }

    [Test]
    public async Task A_refused_password_leaves_the_link_good()
    {
        var user = await _host.RegisterAsync("Second Chance Ltd");
        await PostAsync("password-reset", new { email = user.Email });
        var token = (await LinkAsync(user.Email, "reset-password")).Token;

        await ApiHost.ProblemAsync(await PostAsync("password-reset-confirm", new { email = user.Email, token, newPassword = "SecondChanceLtd!" }), 400, "validation_failed");
        await ApiHost.ReadAsync(await ConfirmAsync(user.Email, token), 204);
    }

    [Test]
    public async Task Of_many_uses_at_once_one_works()
    {
        var user = await _host.RegisterAsync("Once Ltd");
        await PostAsync("password-reset", new { email = user.Email });
        var token = (await LinkAsync(user.Email, "reset-password")).Token;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ConfirmAsync(user.Email, token)));

        answers.Count(a => (int)a.StatusCode == 204).ShouldBe(1);
        answers.Count(a => (int)a.StatusCode == 400).ShouldBe(7);
    }

    [Test]
    public async Task Registering_mails_a_link_that_confirms_the_address()
    {
        var user = await _host.RegisterAsync("Confirm Ltd");
        var token = (await LinkAsync(user.Email, "verify-email")).Token;

        await ApiHost.ReadAsync(await PostAsync("verify-email", new { email = user.Email, token }), 204);

        ((bool)(await ApiHost.ReadAsync(await user.GetAsync("/api/v1/auth/me"), 200))["emailVerified"]!).ShouldBeTrue();
        await ApiHost.ProblemAsync(await PostAsync("verify-email", new { email = user.Email, token }), 400, "invalid_token");
    }

    [Test]
    public async Task Where_addresses_are_confirmed_first_registering_tells_nothing()
    {
        await using var strict = await ApiHost.StartAsync([("Security:ConfirmEmailFirst", "true")]);
        var body = new { email = "mei@strict.sg", password = ApiHost.Password, firstName = "Mei", lastName = "Lim", organizationName = "Strict Ltd" };

        var first = await strict.Client().PostAsJsonAsync("/api/v1/auth/register", body);
        var verification = await Mailbox.LinkAsync(strict, body.email, "verify-email");
        var second = await strict.Client().PostAsJsonAsync("/api/v1/auth/register", body);

        ((int)first.StatusCode).ShouldBe(202);
        ((int)second.StatusCode).ShouldBe(202);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        await Mailbox.EventuallyAsync(() => Mailbox.Of(strict).Any(m => m.Contains("Subject: You have an account already", StringComparison.Ordinal)));
        await ApiHost.ProblemAsync(await strict.Client().PostAsJsonAsync("/api/v1/auth/login", new { body.email, body.password }), 401, "invalid_credentials");

        // The failed sign-in with the right password mailed a fresh link, which replaced the first.
        await Mailbox.EventuallyAsync(() => Mailbox.Of(strict).Count(m => m.Contains("Subject: Confirm your e-mail address", StringComparison.Ordinal)) == 2);
        var fresh = await Mailbox.LinkAsync(strict, body.email, "verify-email", except: verification.Token);
        await ApiHost.ReadAsync(await strict.Client().PostAsJsonAsync("/api/v1/auth/verify-email", new { body.email, token = fresh.Token }), 204);
        await strict.SignInAsync(body.email);
    }

    private Task<(string Address, string Token)> LinkAsync(string email, string page) => Mailbox.LinkAsync(_host, email, page);

    private Task<HttpResponseMessage> PostAsync(string route, object body) => _host.Client().PostAsJsonAsync($"/api/v1/auth/{route}", body);

    private Task<HttpResponseMessage> ConfirmAsync(string email, string token) => PostAsync("password-reset-confirm", new { email, token, newPassword = Chosen });
}
