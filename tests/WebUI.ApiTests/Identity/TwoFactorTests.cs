using System.Net;
using System.Net.Http.Json;
using NexusCrm.TestKit.Identity;
using Npgsql;

namespace NexusCrm.WebUI.ApiTests.Identity;

/// <summary>The second factor over HTTP and on the sign-in pages (S15, S16).</summary>
public sealed class TwoFactorTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Signing_in_takes_a_code_once_it_is_set_up()
    {
        var (user, app, _) = await EnrolledAsync("Two Steps Ltd");

        await ApiHost.ProblemAsync(await LoginAsync(user.Email), 401, "two_factor_required");
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        var tokens = await ApiHost.ReadAsync(await LoginAsync(user.Email, app.Code()), 200);

        ((bool)tokens["user"]!["twoFactorEnabled"]!).ShouldBeTrue();
    }

    [Test]
    public async Task Nothing_is_asked_for_before_the_first_code()
    {
        var user = await _host.RegisterAsync("Half Way Ltd");
        await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/two-factor"), 200);
        var problem = await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/two-factor/confirm", new { code = "000000" }), 400, "validation_failed");

        problem["errors"]!["code"].ShouldNotBeNull();
        await ApiHost.ReadAsync(await LoginAsync(user.Email), 200);
    }

    [Test]
    public async Task The_key_comes_as_text_and_as_an_address_for_apps()
    {
        var user = await _host.RegisterAsync("Key Ltd");

        var enrolment = await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/two-factor"), 200);

        var key = (string)enrolment["sharedKey"]!;
        key.Length.ShouldBe(32);
        ((string)enrolment["otpauthUri"]!).ShouldStartWith($"otpauth://totp/NexusCrm:{Uri.EscapeDataString(user.Email)}?secret={key}&issuer=NexusCrm");
    }

    [Test]
    public async Task A_code_works_once()
    {
        var (user, app, _) = await EnrolledAsync("Replay Ltd");
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = app.Code();
        await ApiHost.ReadAsync(await LoginAsync(user.Email, code), 200);

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, code), 401, "invalid_credentials");
    }

    [Test]
    public async Task Of_many_uses_of_one_code_at_once_one_works()
    {
        var (user, app, _) = await EnrolledAsync("Race Ltd");
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = app.Code();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoginAsync(user.Email, code)));

        answers.Count(a => a.StatusCode is HttpStatusCode.OK).ShouldBe(1);
    }

    [Test]
    public async Task A_clock_may_be_half_a_minute_off_and_no_more()
    {
        var (user, app, _) = await EnrolledAsync("Drift Ltd");
        _host.Clock.Advance(TimeSpan.FromMinutes(5));

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, app.Code(-2)), 401, "invalid_credentials");
        await ApiHost.ProblemAsync(await LoginAsync(user.Email, app.Code(2)), 401, "invalid_credentials");
        await ApiHost.ReadAsync(await LoginAsync(user.Email, app.Code(-1)), 200);
        await ApiHost.ReadAsync(await LoginAsync(user.Email, app.Code(1)), 200);
    }

    [Test]
    public async Task A_recovery_code_signs_in_once_however_it_is_typed()
    {
        var (user, _, codes) = await EnrolledAsync("Recovery Ltd");
        codes.Count.ShouldBe(10);
        codes.ShouldBeUnique();

        await ApiHost.ReadAsync(await LoginAsync(user.Email, recoveryCode: codes[0]), 200);
        await ApiHost.ProblemAsync(await LoginAsync(user.Email, recoveryCode: codes[0]), 401, "invalid_credentials");
        await ApiHost.ReadAsync(await LoginAsync(user.Email, recoveryCode: codes[1].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()), 200);
        ((int)(await ApiHost.ReadAsync(await user.GetAsync("/api/v1/auth/two-factor"), 200))["recoveryCodesLeft"]!).ShouldBe(8);
    }

    [Test]
    public async Task New_recovery_codes_replace_the_old()
    {
        var (user, _, codes) = await EnrolledAsync("Renewed Ltd");

        var renewed = await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/two-factor/recovery-codes"), 200);

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, recoveryCode: codes[0]), 401, "invalid_credentials");
        await ApiHost.ReadAsync(await LoginAsync(user.Email, recoveryCode: (string)renewed["recoveryCodes"]![0]!), 200);
    }

    [Test]
    public async Task Neither_key_nor_recovery_codes_stand_in_the_database()
    {
        var (user, _, codes) = await EnrolledAsync("Stored Ltd");

        await using var source = NpgsqlDataSource.Create(_host.Connections.Admin!);
        await using var rows = source.CreateCommand("select (select string_agg(encode(code_hash, 'escape'), ' ') from recovery_codes where user_id = $1) || ' ' || (select encode(protected_key, 'escape') from two_factors where user_id = $1)");
        rows.Parameters.AddWithValue(user.UserId);
        var stored = (string)(await rows.ExecuteScalarAsync())!;

        codes.ShouldAllBe(code => !stored.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Test]
    public async Task Guessing_codes_is_slowed_down_whatever_the_network_and_the_right_code_has_to_wait_too()
    {
        var (user, app, _) = await EnrolledAsync("Guessing Ltd");
        for (var i = 0; i < 5; i++) await ApiHost.ProblemAsync(await LoginAsync(user.Email, "000000"), 401, "invalid_credentials");

        _host.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var early = await ApiHost.ProblemAsync(await LoginAsync(user.Email, app.Code(1)), 401, "invalid_credentials");
        ((string)early["detail"]!).ShouldBe("The code is not right, or it was used before.");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ApiHost.ReadAsync(await LoginAsync(user.Email, app.Code(1)), 200);
    }

    [Test]
    public async Task A_wrong_password_is_told_the_same_with_and_without_a_second_factor()
    {
        var (user, app, _) = await EnrolledAsync("Hidden Ltd");

        await ApiHost.ProblemAsync(await LoginAsync(user.Email, app.Code(1), password: "not-the-password"), 401, "invalid_credentials");
        await ApiHost.ProblemAsync(await LoginAsync("nobody@example.sg", "123456"), 401, "invalid_credentials");
    }

    [Test]
    public async Task Turning_it_off_takes_password_and_code()
    {
        var (user, app, codes) = await EnrolledAsync("Off Ltd");

        var wrong = await ApiHost.ProblemAsync(await DisableAsync(user, "not-the-password", app.Code(1)), 400, "validation_failed");
        wrong["errors"]!["password"].ShouldNotBeNull();
        var guess = await ApiHost.ProblemAsync(await DisableAsync(user, ApiHost.Password, "000000"), 400, "validation_failed");
        guess["errors"]!["code"].ShouldNotBeNull();
        await ApiHost.ReadAsync(await DisableAsync(user, ApiHost.Password, codes[3]), 204);
        await ApiHost.ReadAsync(await LoginAsync(user.Email), 200);
        await ApiHost.ProblemAsync(await DisableAsync(user, ApiHost.Password, app.Code()), 409, "two_factor_disabled");
    }

    [Test]
    public async Task It_is_set_up_once()
    {
        var (user, app, _) = await EnrolledAsync("Once Only Ltd");

        await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/two-factor"), 409, "two_factor_enabled");
        await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/two-factor/confirm", new { code = app.Code(1) }), 409, "two_factor_enabled");
    }

    [Test]
    public async Task The_pages_ask_for_the_code_in_a_second_step()
    {
        var (user, app, _) = await EnrolledAsync("Pages Ltd");
        var browser = _host.Browser();

        var first = await PageTests.SignInAsync(browser, user.Email, page: "/sign-in?returnUrl=%2Fleads");
        first.Headers.Location!.ToString().ShouldEndWith("/sign-in/verify?returnUrl=%2Fleads");
        (await browser.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var wrong = await VerifyAsync(browser, "000000");
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("The code is not right");
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await VerifyAsync(browser, app.Code());

        new Uri(browser.BaseAddress!, second.Headers.Location!).AbsolutePath.ShouldBe("/leads");
        (await browser.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_second_step_has_five_minutes_and_is_no_good_after_a_change_of_password()
    {
        var (user, app, _) = await EnrolledAsync("Late Ltd");
        var slow = _host.Browser();
        await PageTests.SignInAsync(slow, user.Email);
        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        (await (await VerifyAsync(slow, app.Code())).Content.ReadAsStringAsync()).ShouldContain("That took too long");

        var overtaken = _host.Browser();
        await PageTests.SignInAsync(overtaken, user.Email);
        var fresh = await ApiHost.ReadAsync(await LoginAsync(user.Email, app.Code()), 200);
        user.Use(fresh);
        await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/change-password", new { currentPassword = ApiHost.Password, newPassword = "kettle-violet-harbour-3" }), 204);
        (await (await VerifyAsync(overtaken, app.Code(1))).Content.ReadAsStringAsync()).ShouldContain("That took too long");
    }

    [Test]
    public async Task Nobody_gets_past_the_second_step_without_the_first()
    {
        (await (await VerifyAsync(_host.Browser(), "123456")).Content.ReadAsStringAsync()).ShouldContain("That took too long");
        var forged = _host.Browser();
        forged.DefaultRequestHeaders.Add("Cookie", "__Host-nexus-step=Zm9yZ2Vk");
        (await (await VerifyAsync(forged, "123456")).Content.ReadAsStringAsync()).ShouldContain("That took too long");
    }

    private static Task<HttpResponseMessage> VerifyAsync(HttpClient browser, string code) => PageTests.SubmitAsync(browser, "/sign-in/verify?returnUrl=%2Fleads", "second-step", ("Form.TwoFactorCode", code));

    private static Task<HttpResponseMessage> DisableAsync(ApiUser user, string password, string code) => user.PostAsync("/api/v1/auth/two-factor/disable", new { password, code });

    private async Task<(ApiUser User, Authenticator App, IReadOnlyList<string> RecoveryCodes)> EnrolledAsync(string organization)
    {
        var user = await _host.RegisterAsync(organization);
        var enrolment = await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/two-factor"), 200);
        var app = new Authenticator((string)enrolment["sharedKey"]!, _host.Clock);
        var confirmed = await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/two-factor/confirm", new { code = app.Code() }), 200);
        return (user, app, [.. confirmed["recoveryCodes"]!.AsArray().Select(c => (string)c!)]);
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string? code = null, string? recoveryCode = null, string password = ApiHost.Password) =>
        _host.Client().PostAsJsonAsync("/api/v1/auth/login", new { email, password, twoFactorCode = code, recoveryCode });
}
