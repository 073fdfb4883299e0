using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Access;

/// <summary>What ends or changes somebody's access acts on pages that are open (S14).</summary>
public sealed class AccessTests : DemoTests
{
    private const float Patience = 30_000;

    [Test]
    public async Task A_revoked_sessions_open_page_stops()
    {
        await using var revoked = await Person.SignInAsync(Address, "arjun");
        await using var revoking = await Person.SignInAsync(Address, "arjun");
        await revoked.OpenAsync("/leads");
        await revoking.OpenAsync("/settings/security");
        var clock = Stopwatch.StartNew();

        await revoking.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign out ") }).First.ClickAsync();

        await Expect(revoked.Page).ToHaveURLAsync(new Regex(@"/sign-in\?returnUrl=%2Fleads"), new() { Timeout = Patience });
        await Expect(revoked.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        TestContext.Out.WriteLine($"The open page stopped after {clock.ElapsedMilliseconds} ms");
    }

    [Test]
    public async Task A_suspended_members_open_page_stops_and_another_role_changes_the_frame()
    {
        await using var grace = await Person.SignInAsync(Address, "grace");
        await grace.OpenAsync("/");
        await Expect(grace.Rail("Leads")).ToHaveCountAsync(0);

        await ChooseRoleAsync("Grace Koh", "Read only");
        await Expect(grace.Rail("Leads")).ToBeVisibleAsync(new() { Timeout = Patience });

        await ChooseRoleAsync("Grace Koh", "Auditor");
        await Button("More for Grace Koh").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Suspend" }).ClickAsync();
        await Button("Suspend").ClickAsync();
        await Expect(grace.Page).ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = Patience });

        await Button("More for Grace Koh").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Activate" }).ClickAsync();
        await Expect(Page.GetByText("Grace Koh can work again.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_administrator_sees_the_product_as_a_role_and_changes_nothing()
    {
        await using var olivia = await Person.SignInAsync(Address, "olivia");
        await olivia.OpenAsync("/settings/roles");
        await olivia.Button("More for Read only").ClickAsync();
        await olivia.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View as this role" }).ClickAsync();

        await Expect(olivia.Page.GetByText("You see NexusCrm as Read only, for reading only.")).ToBeVisibleAsync(new() { Timeout = Patience });
        await olivia.OpenAsync("/settings/api-keys");
        await Expect(olivia.Page.GetByText("You do not have access to this")).ToBeVisibleAsync();
        await olivia.OpenAsync("/settings/profile");
        await olivia.Field("Last name").FillAsync("Changed");
        await olivia.Button("Save profile").ClickAsync();
        await Expect(olivia.Page.GetByText("Leave the view to change something.").First).ToBeVisibleAsync();

        await olivia.Button("Leave the view").ClickAsync();
        await Expect(olivia.Page.GetByText("for reading only")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await olivia.OpenAsync("/settings/api-keys");
        await Expect(olivia.Page.GetByText("You do not have access to this")).ToHaveCountAsync(0);
    }

    private async Task ChooseRoleAsync(string member, string role)
    {
        await OpenAsync("/settings/members");
        await Button($"More for {member}").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Change role" }).ClickAsync();
        await Field("Role").SelectOptionAsync(role);
        await Button("Save role").ClickAsync();
        await Expect(Page.GetByText($"{member} is {role} now.")).ToBeVisibleAsync();
    }
}
