using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NexusCrm.TestKit.Identity;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Access;

/// <summary>Passkeys with Chromium's virtual authenticator, and the second factor, as people use them.</summary>
public sealed class CredentialTests : DemoTests
{
    [Test]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        // WebAuthn knows hosts by name, not by number.
        await using var marcus = await Person.SignInAsync(new UriBuilder(Address) { Host = "localhost" }.Uri, "marcus");
        var tools = await marcus.DevToolsAsync();
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await marcus.OpenAsync("/settings/security");
        await marcus.Field("Name of the new passkey").FillAsync("Test laptop");
        await marcus.Button("Add a passkey").ClickAsync();
        await Expect(marcus.Page.GetByText("Test laptop signs you in from now on.")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await marcus.ForgetAsync();
        await marcus.Page.GotoAsync("/sign-in?returnUrl=%2Fsettings%2Fsecurity");
        await marcus.Button("Sign in with a passkey").ClickAsync();
        await Expect(marcus.Page).ToHaveURLAsync(new Regex("/settings/security$"), new() { Timeout = 30_000 });

        await Expect(marcus.Page.Locator("[data-interactive]")).ToBeAttachedAsync(new() { Timeout = 30_000 });
        await marcus.Button("Remove Test laptop").ClickAsync();
        await marcus.Button("Remove passkey").ClickAsync();
        await Expect(marcus.Page.GetByText("Test laptop was removed.")).ToBeVisibleAsync();
        await marcus.ForgetAsync();
        await marcus.Page.GotoAsync("/sign-in");
        await marcus.Button("Sign in with a passkey").ClickAsync();
        await Expect(marcus.Page.GetByText("The passkey is not known here")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Test]
    public async Task The_second_factor_is_set_up_asked_for_and_turned_off()
    {
        await using var siti = await Person.SignInAsync(Address, "siti");
        await siti.OpenAsync("/settings/security");
        await siti.Button("Set up two-step sign-in").ClickAsync();
        await Expect(siti.Page.GetByRole(AriaRole.Img, new() { Name = "QR code for your authenticator app" })).ToBeVisibleAsync();
        var key = (await siti.Page.Locator(".nx-two-factor code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal).Trim();
        await siti.Field("Code").FillAsync(new Authenticator(key, TimeProvider.System).Code());
        await siti.Button("Turn on").ClickAsync();
        await Expect(siti.Page.GetByText("Keep these recovery codes")).ToBeVisibleAsync();
        var codes = (await siti.Page.Locator(".nx-snippet code").First.InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        codes.Length.ShouldBe(10);

        await siti.ForgetAsync();
        await siti.EnterPasswordAsync("siti");
        await Expect(siti.Page.GetByRole(AriaRole.Heading, new() { Name = "Two-step sign-in" })).ToBeVisibleAsync();
        await siti.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await siti.Field("Recovery code").FillAsync(codes[0]);
        await siti.Button("Sign in").ClickAsync();
        await Expect(siti.Page).Not.ToHaveURLAsync(new Regex("sign-in"), new() { Timeout = 30_000 });

        await siti.OpenAsync("/settings/security");
        await Expect(siti.Page.GetByText("9 recovery codes are left.")).ToBeVisibleAsync();
        await siti.Button("Turn off two-step sign-in").ClickAsync();
        await siti.Field("Your password").FillAsync(Person.Password);
        await siti.Field("Code").FillAsync(codes[1]);
        await siti.Button("Turn off").ClickAsync();
        await Expect(siti.Page.GetByText("Two-step sign-in is off.")).ToBeVisibleAsync();
    }
}
