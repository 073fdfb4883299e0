using System.Net.Http.Json;

namespace NexusCrm.WebUI.ApiTests.Identity;

/// <summary>Another address: mailed, once, and told to nobody else.</summary>
public sealed class EmailChangeTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_new_address_signs_in_once_its_link_is_followed_and_the_old_one_is_told()
    {
        var user = await _host.RegisterAsync("Moving Ltd");
        await ApiHost.ReadAsync(await AskAsync(user, "moved@example.sg"), 202);
        var (_, token) = await Mailbox.LinkAsync(_host, "moved@example.sg", "change-email");
        await _host.SignInAsync(user.Email);

        await ApiHost.ReadAsync(await ConfirmAsync(token), 204);

        var moved = await _host.SignInAsync("moved@example.sg");
        var me = await ApiHost.ReadAsync(await moved.GetAsync("/api/v1/auth/me"), 200);
        (((string)me["email"]!), (bool)me["emailVerified"]!).ShouldBe(("moved@example.sg", true));
        (await ApiHost.ReadAsync(await moved.GetAsync("/api/v1/members"), 200))["data"]![0]!["email"]!.ToString().ShouldBe("moved@example.sg");
        await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/login", new { email = user.Email, password = ApiHost.Password }), 401, "invalid_credentials");
        await Mailbox.EventuallyAsync(() => Mailbox.Of(_host).Any(m => m.Contains($"To: {user.Email}", StringComparison.Ordinal) && m.Contains("Subject: Your e-mail address was changed", StringComparison.Ordinal)));
        await ApiHost.ProblemAsync(await ConfirmAsync(token), 400, "invalid_token");
    }

    [Test]
    public async Task It_takes_the_password()
    {
        var user = await _host.RegisterAsync("Guarded Ltd");

        var problem = await ApiHost.ProblemAsync(await AskAsync(user, "guarded@example.sg", "not-the-password"), 400, "validation_failed");

        problem["errors"]!["password"].ShouldNotBeNull();
    }

    [Test]
    public async Task An_address_that_has_an_account_is_answered_alike_and_told_by_mail()
    {
        var user = await _host.RegisterAsync("Wanting Ltd");
        var taken = await _host.RegisterAsync("Taken Ltd");

        var answer = await AskAsync(user, taken.Email);

        await ApiHost.ReadAsync(answer, 202);
        await Mailbox.EventuallyAsync(() => Mailbox.Of(_host).Any(m => m.Contains($"To: {taken.Email}", StringComparison.Ordinal) && m.Contains("Subject: You have an account already", StringComparison.Ordinal)));
    }

    [Test]
    public async Task An_address_that_was_taken_meanwhile_is_refused()
    {
        var user = await _host.RegisterAsync("Slow Ltd");
        await AskAsync(user, "contested@example.sg");
        var (_, token) = await Mailbox.LinkAsync(_host, "contested@example.sg", "change-email");
        await _host.RegisterAsync("Quick Ltd", "contested@example.sg");

        await ApiHost.ProblemAsync(await ConfirmAsync(token), 409, "email_taken");
        await _host.SignInAsync(user.Email);
    }

    [Test]
    public async Task A_link_is_no_good_after_an_hour_or_for_another_purpose()
    {
        var user = await _host.RegisterAsync("Hour Ltd");
        await AskAsync(user, "hour@example.sg");
        var (_, token) = await Mailbox.LinkAsync(_host, "hour@example.sg", "change-email");

        await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/verify-email", new { email = user.Email, token }), 400, "invalid_token");
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await ApiHost.ProblemAsync(await ConfirmAsync(token), 400, "invalid_token");
    }

    [Test]
    public async Task Links_that_were_mailed_to_the_old_address_are_no_good_afterwards()
    {
        var user = await _host.RegisterAsync("Stolen Mailbox Ltd");
        await _host.Client().PostAsJsonAsync("/api/v1/auth/password-reset", new { email = user.Email });
        var (_, reset) = await Mailbox.LinkAsync(_host, user.Email, "reset-password");
        await AskAsync(user, "safe@example.sg");
        var (_, token) = await Mailbox.LinkAsync(_host, "safe@example.sg", "change-email");
        await ApiHost.ReadAsync(await ConfirmAsync(token), 204);

        foreach (var email in new[] { user.Email, "safe@example.sg" })
            await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/password-reset-confirm", new { email, token = reset, newPassword = "kettle-violet-harbour-3" }), 400, "invalid_token");
    }

    private static Task<HttpResponseMessage> AskAsync(ApiUser user, string email, string password = ApiHost.Password) => user.PostAsync("/api/v1/auth/change-email", new { email, password });

    private Task<HttpResponseMessage> ConfirmAsync(string token) => _host.Client().PostAsJsonAsync("/api/v1/auth/change-email-confirm", new { token });
}
