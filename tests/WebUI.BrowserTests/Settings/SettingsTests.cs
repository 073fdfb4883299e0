using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Settings;

public sealed class SettingsTests : DemoTests
{
    private ILocator HostedPage => Page.GetByRole(AriaRole.Region, new() { Name = "Expo booth" }).Locator("a[href*='/f/fk_']").First;

    [Test]
    public async Task The_profile_is_saved()
    {
        await OpenAsync("/settings/profile");
        await Field("Last name").FillAsync("Tan Hui Ling");
        await Button("Save profile").ClickAsync();

        await Expect(Page.GetByText("Profile saved.")).ToBeVisibleAsync();
        await OpenAsync("/settings/profile");
        await Expect(Field("Last name")).ToHaveValueAsync("Tan Hui Ling");
    }

    [Test]
    public async Task What_is_wrong_with_the_organization_stands_at_its_field()
    {
        await OpenAsync("/settings/organization");
        await Field("Short name").FillAsync("No Such Slug!");
        await Button("Save organization").ClickAsync();

        await Expect(Field("Short name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field("Short name")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_wrong_current_password_changes_nothing()
    {
        await OpenAsync("/settings/security");
        await Field("Current password").FillAsync("not-the-password-77");
        await Field("New password").FillAsync("orchid-ferry-lantern-88");
        await Button("Change password").ClickAsync();

        await Expect(Field("Current password")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Test]
    public async Task A_form_is_added_and_its_key_is_made_anew()
    {
        await OpenAsync("/settings/forms");
        await Button("New form").ClickAsync();
        await Field("Name").FillAsync("Expo booth");
        await Button("Save form").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Expo booth" })).ToBeVisibleAsync();
        var address = await HostedPage.GetAttributeAsync("href");

        await Button("More for Expo booth").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Make a new key" }).ClickAsync();
        await Button("Make a new key").ClickAsync();

        await Expect(Page.GetByText("Expo booth has a new key.")).ToBeVisibleAsync();
        await Expect(HostedPage).Not.ToHaveAttributeAsync("href", address!);
    }

    [Test]
    public async Task Scoring_says_what_is_out_of_range_shows_its_effect_and_scores_all_leads_again()
    {
        await OpenAsync("/settings/scoring");
        await Field("Budget known, points").FillAsync("101");
        await Field("Budget known, points").BlurAsync();
        await Expect(Page.GetByText("0 to 100 points.", new() { Exact = true })).ToBeVisibleAsync();

        await Field("Budget known, points").FillAsync("25");
        await Field("Budget known, points").BlurAsync();
        await Expect(Page.GetByText("gets 110 points")).ToBeVisibleAsync();
        await Button("Save and rescore").ClickAsync();

        await Expect(Page.GetByText("Scoring saved.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Completed", new() { Exact = true })).ToBeVisibleAsync();
        await OpenAsync("/settings/scoring");
        await Expect(Field("Budget known, points")).ToHaveValueAsync("25");
    }

    [TestCase("profile", "Save profile")]
    [TestCase("scoring", "Save and rescore")]
    [TestCase("security", "Change password")]
    [TestCase("organization", "Save organization")]
    [TestCase("assignment", "Save assignment")]
    [TestCase("forms", "New form")]
    public async Task A_section_has_no_violation(string section, string button) => await ExpectNoViolationAsync(async () =>
    {
        await OpenAsync($"/settings/{section}");
        await Expect(Button(button)).ToBeVisibleAsync();
    }, section);

    [TestCase("/settings/members", "Members")]
    [TestCase("/settings/audit", "Audit trail")]
    [TestCase("/recycle-bin", "Recycle bin")]
    public async Task A_page_has_no_violation(string path, string title) => await ExpectNoViolationAsync(async () =>
    {
        await OpenAsync(path);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
    }, title);
}
