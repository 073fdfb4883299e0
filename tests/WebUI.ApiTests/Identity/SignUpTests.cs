using System.Net.Http.Json;

namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class SignUpTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Registering_founds_an_organization_and_signs_in()
    {
        var answer = await PostAsync(Body(email: "mei@straits.sg", organization: "Straits Trading Pte Ltd"));

        var tokens = await ApiHost.ReadAsync(answer, 201);
        answer.Headers.Location!.ToString().ShouldBe("/api/v1/auth/me");
        ((string)tokens["tokenType"]!).ShouldBe("Bearer");
        ((int)tokens["expiresIn"]!).ShouldBe(900);
        ((string)tokens["accessToken"]!).Length.ShouldBe(43);
        ((string)tokens["refreshToken"]!).Length.ShouldBe(43);
        ((string)tokens["user"]!["role"]!).ShouldBe("owner");
        tokens["user"]!["permissions"]!.AsArray().Select(p => (string)p!).ShouldContain("leads.convert");
        ((bool)tokens["user"]!["emailVerified"]!).ShouldBeFalse();
        ((string)tokens["organization"]!["slug"]!).ShouldBe("straits-trading-pte-ltd");
        ((string)tokens["organization"]!["timeZone"]!).ShouldBe("Asia/Singapore");
        ((string)tokens["organization"]!["currency"]!).ShouldBe("SGD");
    }

    [Test]
    public async Task Two_organizations_of_one_name_get_different_slugs()
    {
        var first = await _host.RegisterAsync("Harbour Foods");
        var second = await _host.RegisterAsync("Harbour Foods");

        (await SlugAsync(first)).ShouldBe("harbour-foods");
        (await SlugAsync(second)).ShouldBe("harbour-foods-2");
    }

    [Test]
    public async Task A_known_address_is_refused_whatever_its_case()
    {
        await _host.RegisterAsync("Lion Bakery", "lee@lion.sg");

        await ApiHost.ProblemAsync(await PostAsync(Body(email: "LEE@lion.sg")), 409, "email_taken");
    }

    [Test]
    public async Task One_of_many_registrations_of_an_address_at_once_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(Body(email: "race@example.sg"))));

        answers.Count(a => (int)a.StatusCode == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => (int)a.StatusCode != 201)) await ApiHost.ProblemAsync(refused, 409, "email_taken");
    }

    [TestCase("email", "nobody")]
    [TestCase("email", "a@b")]
    [TestCase("email", null)]
    [TestCase("firstName", "")]
    [TestCase("lastName", null)]
    [TestCase("organizationName", " ")]
    [TestCase("uen", "12345")]
    [TestCase("password", null)]
    public async Task Malformed_fields_are_named(string field, string? value)
    {
        var body = Body();
        body[field] = value;

        var problem = await ApiHost.ProblemAsync(await PostAsync(body), 400, "validation_failed");

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [TestCase("short")]
    [TestCase("password1234")]
    [TestCase("P@ssw0rd!2024")]
    [TestCase("qwertyuiop123")]
    [TestCase("123456789012")]
    [TestCase("aaaaaaaaaaaaaa")]
    [TestCase("letmeinletmein")]
    [TestCase("Straits-Trading-77")]
    [TestCase("weihong.sg.ferry")]
    [TestCase("wei.hong@example.sg!")]
    public async Task Guessable_passwords_are_refused(string password)
    {
        var body = Body(email: "wei.hong@example.sg", organization: "Straits Trading");
        (body["firstName"], body["lastName"], body["password"]) = ("Weihong", "Tan", password);

        var problem = await ApiHost.ProblemAsync(await PostAsync(body), 400, "validation_failed");

        problem["errors"]!["password"].ShouldNotBeNull();
    }

    [Test]
    public async Task A_password_of_200_kilobytes_is_refused_before_hashing()
    {
        var body = Body();
        body["password"] = new string('x', 200 * 1024);

        var problem = await ApiHost.ProblemAsync(await PostAsync(body), 400, "validation_failed");

        ((string)problem["errors"]!["password"]![0]!).ShouldContain("128");
    }

    [Test]
    public async Task Composed_and_decomposed_passwords_are_one()
    {
        var body = Body(email: "cafe@example.sg");
        body["password"] = "caf\u00e9-lantern-orchid";
        await ApiHost.ReadAsync(await PostAsync(body), 201);

        await _host.SignInAsync("cafe@example.sg", "cafe\u0301-lantern-orchid");
    }

    [Test]
    public async Task Spaces_around_a_password_count()
    {
        var body = Body(email: "space@example.sg");
        body["password"] = " lantern orchid ferry";
        await ApiHost.ReadAsync(await PostAsync(body), 201);

        await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/login", new { email = "space@example.sg", password = "lantern orchid ferry" }), 401, "invalid_credentials");
        await _host.SignInAsync("space@example.sg", " lantern orchid ferry");
    }

    [Test]
    public async Task Unknown_members_are_refused_by_name()
    {
        var body = Body();
        body["role"] = "owner";

        var problem = await ApiHost.ProblemAsync(await PostAsync(body), 400, "unknown_field");

        problem["errors"]!["role"].ShouldNotBeNull(problem.ToJsonString());
    }

    private static Dictionary<string, object?> Body(string? email = null, string organization = "Some Company") => new()
    {
        ["email"] = email ?? $"{Guid.CreateVersion7():N}@example.sg",
        ["password"] = ApiHost.Password,
        ["firstName"] = "Mei",
        ["lastName"] = "Lim",
        ["organizationName"] = organization,
    };

    private Task<HttpResponseMessage> PostAsync(object body) => _host.Client().PostAsJsonAsync("/api/v1/auth/register", body);

    private static async Task<string> SlugAsync(ApiUser user) => (string)(await ApiHost.ReadAsync(await user.GetAsync("/api/v1/organization"), 200))["slug"]!;
}
