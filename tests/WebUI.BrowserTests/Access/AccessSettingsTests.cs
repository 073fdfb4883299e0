using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Access;

/// <summary>The settings pages of members, roles and API keys.</summary>
public sealed class AccessSettingsTests : DemoTests
{
    [Test]
    public async Task Somebody_is_invited_and_the_invitation_is_taken_back()
    {
        await OpenAsync("/settings/members");
        await Button("Invite someone").ClickAsync();
        await Field("E-mail").FillAsync("new.colleague@merlion.example");
        await Field("Role").SelectOptionAsync("Manager");
        await Button("Send invitation").ClickAsync();
        await Expect(Page.GetByText("new.colleague@merlion.example was invited.")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Take back the invitation of new.colleague@merlion.example" }).ClickAsync();
        await Button("Take back").ClickAsync();
        await Expect(Page.GetByText("The invitation of new.colleague@merlion.example was taken back.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_role_is_copied_changed_and_deleted()
    {
        await OpenAsync("/settings/roles");
        await Button("More for Sales").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy to a new role" }).ClickAsync();
        await Field("Name").FillAsync("Junior sales");
        await Field("Sees").SelectOptionAsync("Own records");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Leads" }).GetByLabel("Convert").UncheckAsync();
        await Button("Save role").ClickAsync();
        await Expect(Page.GetByText("Junior sales saved.")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "Junior sales" })).ToBeVisibleAsync();

        await Button("More for Junior sales").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Button("Delete role").ClickAsync();
        await Expect(Page.GetByText("Junior sales was deleted.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_key_is_shown_once_and_revoked()
    {
        await OpenAsync("/settings/api-keys");
        await Button("New key").ClickAsync();
        await Field("Name").FillAsync("Website");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Leads" }).GetByLabel("Create and change").CheckAsync();
        await Button("Make key").ClickAsync();
        await Expect(Page.Locator(".nx-snippet code")).ToHaveTextAsync(new Regex("^nxk_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}$"));
        await Button("I have copied it").ClickAsync();
        await Expect(Page.Locator(".nx-snippet code")).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke Website" }).ClickAsync();
        await Button("Revoke key").ClickAsync();
        await Expect(Page.GetByText("Website was revoked.")).ToBeVisibleAsync();
    }

    [TestCase("/settings/members", "Invite someone")]
    [TestCase("/settings/roles", "New role")]
    [TestCase("/settings/api-keys", "New key")]
    public async Task A_page_and_its_drawer_have_no_violation(string path, string button)
    {
        await ExpectNoViolationAsync(async () =>
        {
            await OpenAsync(path);
            await Expect(Button(button)).ToBeVisibleAsync();
        }, path);
        await ExpectNoViolationAsync(async () =>
        {
            await OpenAsync(path);
            await Button(button).ClickAsync();
            await Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        }, $"{path}, drawer");
    }
}
