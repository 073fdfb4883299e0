using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Identity;

/// <summary>Challenges and bad answers of passkeys; good ones take an authenticator, which the browser tests have.</summary>
public sealed class PasskeyTests
{
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_challenge_names_the_site_the_person_and_demands_that_the_person_is_checked()
    {
        var user = await _host.RegisterAsync("Passkey Ltd");

        var challenge = await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/passkeys/options"), 200);

        var options = challenge["options"]!;
        ((string)options["rp"]!["id"]!).ShouldBe("crm.example");
        ((string)options["user"]!["name"]!).ShouldBe(user.Email);
        ((string)options["authenticatorSelection"]!["userVerification"]!).ShouldBe("required");
        ((string)challenge["state"]!).Length.ShouldBe(43);
    }

    [Test]
    public async Task A_sign_in_challenge_names_nobody()
    {
        var challenge = await ApiHost.ReadAsync(await _host.Client().PostAsync("/api/v1/auth/passkeys/sign-in/options", null), 200);

        (challenge["options"]!["allowCredentials"]?.AsArray().Count ?? 0).ShouldBe(0);
        ((string)challenge["options"]!["rpId"]!).ShouldBe("crm.example");
    }

    [Test]
    public async Task An_answer_that_is_forged_or_answers_no_challenge_is_refused_alike()
    {
        var state = (string)(await ApiHost.ReadAsync(await _host.Client().PostAsync("/api/v1/auth/passkeys/sign-in/options", null), 200))["state"]!;

        foreach (var body in new object[]
        {
            new { credential = Forged(), state },
            new { credential = Forged(), state },
            new { credential = Forged(), state = "made-up" },
            new { credential = new JsonObject(), state = "made-up" },
            new { },
        })
            await ApiHost.ProblemAsync(await _host.Client().PostAsJsonAsync("/api/v1/auth/passkeys/sign-in", body), 401, "invalid_credentials");
    }

    [Test]
    public async Task An_attestation_that_is_forged_adds_nothing()
    {
        var user = await _host.RegisterAsync("Forged Passkey Ltd");
        var state = (string)(await ApiHost.ReadAsync(await user.PostAsync("/api/v1/auth/passkeys/options"), 200))["state"]!;

        await ApiHost.ProblemAsync(await user.PostAsync("/api/v1/auth/passkeys", new { name = "Bad", credential = Forged(), state }), 400, "invalid_passkey");

        (await ApiHost.ReadAsync(await user.GetAsync("/api/v1/auth/passkeys"), 200))["data"]!.AsArray().ShouldBeEmpty();
        await ApiHost.ProblemAsync(await user.DeleteAsync("/api/v1/auth/passkeys/AAAA"), 404, "not_found");
        await ApiHost.ProblemAsync(await user.DeleteAsync("/api/v1/auth/passkeys/not%20base64"), 404, "not_found");
    }

    private static JsonObject Forged() => JsonNode.Parse("""
        {"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},
         "response":{"clientDataJSON":"e30","attestationObject":"oA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"}}
        """)!.AsObject();
}
