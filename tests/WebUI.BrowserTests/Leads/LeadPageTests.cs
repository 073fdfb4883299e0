using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>The page of one lead.</summary>
[TestFixture]
internal sealed class LeadPageTests : LeadTests
{
    private ILocator Drawer => Page.GetByRole(AriaRole.Dialog);

    private ILocator Details => Page.GetByRole(AriaRole.Region, new() { Name = "Details" });

    [Test]
    public async Task A_field_is_edited_and_a_refusal_stands_at_it()
    {
        await AddLeadAsync(AName("Edited"));
        await Button("Edit").ClickAsync();
        await Drawer.GetByLabel("Website", new() { Exact = true }).FillAsync("not a website");
        await Button("Save changes").ClickAsync();
        await Expect(Drawer.GetByLabel("Website", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");

        await Drawer.GetByLabel("Website", new() { Exact = true }).FillAsync("straits.example");
        await Drawer.GetByLabel("Job title", new() { Exact = true }).FillAsync("Buyer");
        await Button("Save changes").ClickAsync();

        await Expect(Toast("Changes saved")).ToBeVisibleAsync();
        await Expect(Drawer).ToHaveCountAsync(0);
        await Expect(Details).ToContainTextAsync("Buyer");
        await Expect(Details.GetByRole(AriaRole.Link, new() { Name = "straits.example" })).ToHaveAttributeAsync("href", "https://straits.example");
    }

    [Test]
    public async Task The_status_goes_its_way_and_the_timeline_tells_it()
    {
        await AddLeadAsync(AName("Moving"), email: $"{Guid.CreateVersion7():N}@example.sg");
        var header = Page.Locator(".nx-page-header");
        await MoveAsync("Mark contacted");
        await Expect(header).ToContainTextAsync("Contacted");
        await MoveAsync("Qualify");
        await Expect(header).ToContainTextAsync("Qualified");

        await MoveAsync("Disqualify…");
        await Drawer.GetByRole(AriaRole.Button, new() { Name = "Disqualify" }).ClickAsync();
        await Expect(Drawer).ToContainTextAsync("Choose a reason.");
        await Drawer.GetByLabel("Reason").SelectOptionAsync("No budget");
        await Drawer.GetByRole(AriaRole.Button, new() { Name = "Disqualify" }).ClickAsync();
        await Expect(header).ToContainTextAsync("Disqualified");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Convert" })).ToHaveCountAsync(0);

        await MoveAsync("Reopen");
        await Expect(header).ToContainTextAsync("New");
        var timeline = Page.GetByRole(AriaRole.List, new() { Name = "Timeline" });
        await Expect(timeline).ToContainTextAsync("moved from contacted to qualified");
        await Expect(timeline).ToContainTextAsync("Reason: No budget");
    }

    [Test]
    public async Task A_lead_that_nobody_can_reach_is_not_qualified()
    {
        await AddLeadAsync(AName("Unreachable"));
        await MoveAsync("Qualify");

        await Expect(Toast("A lead needs an e-mail address or a phone number to be qualified.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task It_is_assigned_and_tagged()
    {
        var address = await AddLeadAsync(AName("Assigned"));
        await Details.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Assign|Change)$") }).ClickAsync();
        await Drawer.GetByLabel("Owner").FillAsync("Siti");
        await Expect(Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Siti") })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Drawer.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(Details).ToContainTextAsync("Siti Rahman");

        // Somebody else sees it: it was stored.
        var other = await OtherAsync(address);
        await Field("Tags").FillAsync("vip");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Details).ToContainTextAsync("vip");
        await Expect(other.GetByRole(AriaRole.Region, new() { Name = "Details" })).ToContainTextAsync("vip");
    }

    [Test]
    public async Task The_score_says_why()
    {
        await AddLeadAsync(AName("Scored"), email: $"{Guid.CreateVersion7():N}@example.sg");

        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Score ") }).ClickAsync();

        var why = Page.GetByRole(AriaRole.Group, new() { Name = "Score breakdown" });
        await Expect(why).ToContainTextAsync("E-mail known");
        await Expect(why).ToContainTextAsync("Budget missing");
    }

    [Test]
    public async Task A_note_is_written_and_a_call_logged()
    {
        await AddLeadAsync(AName("Noted"));
        await Field("Note").FillAsync("Wants a demo for the warehouse.");
        await Button("Save note").ClickAsync();
        var timeline = Page.GetByRole(AriaRole.List, new() { Name = "Timeline" });
        await Expect(timeline).ToContainTextAsync("Wants a demo for the warehouse.");

        await Button("Call").ClickAsync();
        await Field("Subject").FillAsync("First call");
        await Field("Outcome").FillAsync("Interested");
        await Button("Log call").ClickAsync();
        await Expect(timeline).ToContainTextAsync("logged a call: First call");
        await Expect(timeline).ToContainTextAsync("Outcome: Interested");
    }

    [Test]
    public async Task Deleting_can_be_undone()
    {
        var address = await AddLeadAsync(AName("Deleted"));
        await Button("More actions").ClickAsync();
        await MenuItem("Delete").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Leads");

        await Toast("deleted").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Toast("is back")).ToBeVisibleAsync();
        await OpenAsync(address);
        await Expect(Details).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_somebody_else_changes_shows_without_reloading()
    {
        var address = await AddLeadAsync(AName("Watched"));
        var other = await OtherAsync(address);

        await EditElsewhereAsync(other, "Job title", "Head of Logistics");

        await Expect(Details).ToContainTextAsync("Head of Logistics");
    }

    [Test]
    public async Task Two_people_editing_other_fields_keep_both()
    {
        var address = await AddLeadAsync(AName("Shared"));
        await Button("Edit").ClickAsync();
        await Drawer.GetByLabel("Industry", new() { Exact = true }).FillAsync("Shipping");
        await EditElsewhereAsync(await OtherAsync(address), "Job title", "Buyer");

        await Button("Save changes").ClickAsync();

        await Expect(Details).ToContainTextAsync("Shipping");
        await Expect(Details).ToContainTextAsync("Buyer");
    }

    [Test]
    public async Task Two_people_editing_the_same_field_are_shown_both_values()
    {
        var address = await AddLeadAsync(AName("Disputed"));
        await Button("Edit").ClickAsync();
        await Drawer.GetByLabel("Job title", new() { Exact = true }).FillAsync("Mine");
        await Drawer.GetByLabel("Industry", new() { Exact = true }).FillAsync("My industry");
        var other = await OtherAsync(address);
        await EditElsewhereAsync(other, "Job title", "Theirs");
        await EditElsewhereAsync(other, "Industry", "Their industry");

        await Button("Save changes").ClickAsync();
        var settle = Page.GetByRole(AriaRole.Dialog, new() { Name = "Somebody else changed this too" });
        await Expect(settle).ToContainTextAsync("Mine");
        await Expect(settle).ToContainTextAsync("Theirs");
        await settle.GetByRole(AriaRole.Group, new() { Name = "Job title" }).GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await settle.GetByRole(AriaRole.Button, new() { Name = "Save these values" }).ClickAsync();

        await Expect(Details).ToContainTextAsync("Theirs");
        await Expect(Details).ToContainTextAsync("My industry");
    }

    [Test]
    public async Task A_lead_that_is_not_there_says_so()
    {
        await OpenAsync($"/leads/{Guid.CreateVersion7()}");
        await Expect(Page.GetByText("The lead was not found.")).ToBeVisibleAsync();
    }

    private async Task MoveAsync(string move)
    {
        await Button("Status").ClickAsync();
        await MenuItem(move).ClickAsync();
    }

    private async Task<IPage> OtherAsync(string address)
    {
        var other = await AnotherPageAsync();
        await other.GotoAsync(address);
        await Expect(other.Locator("[data-interactive]")).ToBeAttachedAsync();
        return other;
    }

    private static async Task EditElsewhereAsync(IPage page, string field, string value)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
