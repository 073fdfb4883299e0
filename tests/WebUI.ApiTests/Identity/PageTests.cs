using System.Net;
using System.Text.RegularExpressions;

namespace NexusCrm.WebUI.ApiTests.Identity;

/// <summary>The sign-in pages as a browser without JavaScript uses them.</summary>
public sealed partial class PageTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_page_sends_nobody_to_sign_in_and_back_afterwards()
    {
        var user = await _host.RegisterAsync("Return Ltd");
        var browser = _host.Browser();

        var challenge = await browser.GetAsync("/leads?status=new");
        challenge.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        challenge.Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fleads%3Fstatus%3Dnew");

        var signedIn = await SignInAsync(browser, user.Email, page: challenge.Headers.Location.ToString());
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(browser.BaseAddress!, signedIn.Headers.Location!).PathAndQuery.ShouldBe("/leads?status=new");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_cookie_is_bound_to_the_host_and_hidden_from_scripts()
    {
        var user = await _host.RegisterAsync("Cookie Ltd");

        var answer = await SignInAsync(_host.Browser(), user.Email, remember: true);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-nexus=", StringComparison.Ordinal));
        cookie.ShouldContain("secure");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        cookie.ShouldContain("max-age=1209600");
        cookie.ShouldNotContain("domain");
    }

    [Test]
    public async Task Without_keep_me_signed_in_the_cookie_goes_with_the_browser()
    {
        var user = await _host.RegisterAsync("Browser Ltd");

        var answer = await SignInAsync(_host.Browser(), user.Email);

        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-nexus=", StringComparison.Ordinal)).ShouldNotContain("max-age");
    }

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("\\\\evil.example")]
    [TestCase("https:evil.example")]
    [TestCase("https://evil.example")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/\t/evil.example")]
    [TestCase("/\n/evil.example")]
    [TestCase("/a\\..\\evil")]
    [TestCase(" //evil.example")]
    [TestCase("evil.example")]
    [TestCase("@evil.example")]
    public async Task A_foreign_return_address_leads_home(string returnUrl)
    {
        var user = await _host.RegisterAsync("Redirect Ltd");
        var browser = _host.Browser();

        var answer = await SignInAsync(browser, user.Email, page: $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(browser.BaseAddress!, answer.Headers.Location!).ToString().ShouldBe("https://localhost/");
    }

    [Test]
    public async Task An_encoded_foreign_address_stays_a_path_of_ours()
    {
        var user = await _host.RegisterAsync("Encoded Ltd");
        var browser = _host.Browser();

        var answer = await SignInAsync(browser, user.Email, page: $"/sign-in?returnUrl={Uri.EscapeDataString("/%2F%2Fevil.example")}");

        new Uri(browser.BaseAddress!, answer.Headers.Location!).Host.ShouldBe("localhost");
    }

    [Test]
    public async Task A_wrong_password_is_told_above_the_form_and_keeps_the_address()
    {
        var user = await _host.RegisterAsync("Wrong Ltd");

        var answer = await SignInAsync(_host.Browser(), user.Email, "not-it");

        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("The e-mail address or password is not right.");
        html.ShouldContain($"value=\"{user.Email}\"");
        html.ShouldNotContain("not-it");
        html.ShouldNotContain("Demo accounts");
    }

    [Test]
    public async Task Posts_without_the_forms_token_are_refused()
    {
        var user = await _host.RegisterAsync("Forgery Ltd");
        var browser = _host.Browser();
        await SignInAsync(browser, user.Email);

        (await browser.PostAsync("/sign-in", Form(("_handler", "sign-in"), ("Form.Email", user.Email), ("Form.Password", ApiHost.Password)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync("/sign-out", Form())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync("/organizations/switch", Form(("organizationId", Guid.CreateVersion7().ToString())))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Signing_out_ends_the_session_even_for_a_copied_cookie()
    {
        var user = await _host.RegisterAsync("Sign Out Ltd");
        var browser = _host.Browser();
        var signedIn = await SignInAsync(browser, user.Email);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-nexus=", StringComparison.Ordinal)).Split(';')[0];
        var token = Token(await (await browser.GetAsync("/")).Content.ReadAsStringAsync());

        var answer = await browser.PostAsync("/sign-out", Form(("__RequestVerificationToken", token)));

        answer.Headers.Location!.ToString().ShouldBe("/sign-in");
        var copied = new HttpRequestMessage(HttpMethod.Get, "/");
        copied.Headers.Add("Cookie", cookie);
        (await _host.Client().SendAsync(copied)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task The_cookie_is_nobody_on_the_api_and_the_bearer_token_nobody_on_pages()
    {
        var user = await _host.RegisterAsync("Doors Ltd");
        var browser = _host.Browser();
        var signedIn = await SignInAsync(browser, user.Email);
        var secret = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-nexus=", StringComparison.Ordinal)).Split(';')[0].Split('=', 2)[1];

        await ApiHost.ProblemAsync(await browser.GetAsync("/api/v1/auth/me"), 401, "unauthenticated");
        var asBearer = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/me");
        asBearer.Headers.Add("Authorization", $"Bearer {secret}");
        await ApiHost.ProblemAsync(await _host.Client().SendAsync(asBearer), 401, "unauthenticated");
        (await user.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var asCookie = new HttpRequestMessage(HttpMethod.Get, "/");
        asCookie.Headers.Add("Cookie", $"__Host-nexus={user.AccessToken}");
        (await _host.Client().SendAsync(asCookie)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task Registering_signs_the_browser_in()
    {
        var browser = _host.Browser();

        var answer = await SubmitAsync(browser, "/register", "register",
            ("Form.OrganizationName", "Page Ltd"), ("Form.FirstName", "Mei"), ("Form.LastName", "Lim"), ("Form.Email", "mei@page.sg"), ("Form.Password", ApiHost.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await browser.GetAsync("/")).Content.ReadAsStringAsync()).ShouldContain("Page Ltd");
    }

    [Test]
    public async Task A_refused_registration_shows_each_error_at_its_field()
    {
        var answer = await SubmitAsync(_host.Browser(), "/register", "register",
            ("Form.OrganizationName", ""), ("Form.FirstName", "<script>"), ("Form.LastName", "Lim"), ("Form.Email", "nobody"), ("Form.Password", "short"));

        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("3 things need your attention");
        html.ShouldContain("At least 12 characters");
        Regex.Count(html, "aria-invalid=\"true\"").ShouldBe(3);
        html.ShouldNotContain("<script>\"");
        html.ShouldContain("&lt;script&gt;");
    }

    [Test]
    public async Task A_known_device_signs_in_while_its_network_has_to_wait()
    {
        var user = await _host.RegisterAsync("Device Ltd");
        var known = _host.Browser();
        await SignInAsync(known, user.Email);
        for (var i = 0; i < 6; i++) await SignInAsync(_host.Browser(), user.Email, "guess");

        (await SignInAsync(_host.Browser(), user.Email)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SignInAsync(known, user.Email)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [TestCase("/sign-in")]
    [TestCase("/register")]
    [TestCase("/forgot-password")]
    [TestCase("/reset-password?email=a%40b.sg&token=x")]
    [TestCase("/verify-email?email=a%40b.sg&token=x")]
    [TestCase("/sign-in/verify")]
    [TestCase("/change-email?token=x")]
    [TestCase("/accept-invitation?token=x")]
    public async Task Each_page_answers_without_sign_in_and_needs_no_circuit(string page)
    {
        var answer = await _host.Client().GetAsync(page);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<h1");
        html.ShouldNotContain("\"type\":\"server\"");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Test]
    public async Task A_mailed_link_that_is_no_good_says_so()
    {
        var answer = await SubmitAsync(_host.Browser(), "/reset-password?email=a%40b.sg&token=x", "reset-password", ("Form.NewPassword", ApiHost.Password));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("This link is no longer good.");
    }

    [Test]
    public async Task Too_many_sign_ins_from_one_address_are_refused()
    {
        await using var strict = await ApiHost.StartAsync([("RateLimits:SignIn", "3")]);
        var client = strict.Client();
        for (var i = 0; i < 3; i++) ((int)(await PostAsync()).StatusCode).ShouldBe(400);

        var refused = await PostAsync();

        await ApiHost.ProblemAsync(refused, 429, "rate_limited");
        refused.Headers.RetryAfter!.ToString().ShouldBe("60");
        refused.Headers.GetValues("RateLimit-Limit").ShouldBe(["3"]);
        refused.Headers.GetValues("RateLimit-Remaining").ShouldBe(["0"]);
        strict.Clock.Advance(TimeSpan.FromSeconds(60));
        ((int)(await PostAsync()).StatusCode).ShouldBe(400);

        Task<HttpResponseMessage> PostAsync() => client.PostAsync("/api/v1/auth/login", new StringContent("{}", null, "application/json"));
    }

    internal static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password = ApiHost.Password, string page = "/sign-in", bool remember = false) =>
        SubmitAsync(browser, page, "sign-in", ("Form.Email", email), ("Form.Password", password), ("Form.Remember", remember ? "true" : "false"));

    internal static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, string form, params (string Name, string Value)[] fields)
    {
        var html = await (await browser.GetAsync(page)).Content.ReadAsStringAsync();
        var action = WebUtility.HtmlDecode(Action().Match(html).Groups["to"].Value);
        return await browser.PostAsync(action, Form([("_handler", form), ("__RequestVerificationToken", Token(html)), .. fields]));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static string Token(string html) => Antiforgery().Match(html).Groups["token"].Value;

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("<form[^>]*action=\"(?<to>[^\"]+)\"")]
    private static partial Regex Action();
}
