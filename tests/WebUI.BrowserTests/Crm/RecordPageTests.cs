using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Crm;

/// <summary>Adding, changing and finding accounts, contacts and deals; what was done is written down and tasks are completed.</summary>
public sealed class RecordPageTests : CrmTests
{
    private ILocator Selection(string action) => Page.GetByRole(AriaRole.Group, new() { Name = "Selection" }).GetByRole(AriaRole.Button, new() { Name = action });

    [Test]
    public async Task An_account_is_added_changed_and_listed()
    {
        await OpenAsync("/accounts/new");
        await Button("Save account").ClickAsync();
        await Expect(Page.GetByText("One thing needs your attention")).ToBeVisibleAsync();

        await Field("Name").FillAsync("Kallang Robotics Pte Ltd");
        await Field("Industry").FillAsync("Robotics");
        await Button("Save account").ClickAsync();
        await Expect(Heading("Kallang Robotics Pte Ltd")).ToBeVisibleAsync();

        await Button("Edit").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Industry", new() { Exact = true }).FillAsync("Automation");
        await Button("Save changes").ClickAsync();
        await Expect(Page.GetByText("Changes saved")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Company" })).ToContainTextAsync("Automation");

        await OpenAsync("/accounts?q=Kallang");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Kallang Robotics Pte Ltd" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_value_of_the_history_is_restored()
    {
        await OpenAsync("/accounts/new");
        await Field("Name").FillAsync("Tampines Foods Pte Ltd");
        await Field("Industry").FillAsync("Food");
        await Button("Save account").ClickAsync();
        await Expect(Heading("Tampines Foods Pte Ltd")).ToBeVisibleAsync();
        await Button("Edit").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Industry", new() { Exact = true }).FillAsync("Fashion");
        await Button("Save changes").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Company" })).ToContainTextAsync("Fashion");

        await Page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await Button("Restore Industry to Food").ClickAsync();

        await Expect(Page.GetByText("Industry restored")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Company" })).ToContainTextAsync("Food");
    }

    [Test]
    public async Task A_contact_is_added_changed_and_listed()
    {
        await OpenAsync("/contacts/new");
        await Field("First name").FillAsync("Hui Min");
        await Field("Last name").FillAsync("Goh");
        await Field("E-mail").FillAsync("no address");
        await Button("Save contact").ClickAsync();
        await Expect(Page.GetByText("One thing needs your attention")).ToBeVisibleAsync();

        await Field("E-mail").FillAsync("huimin@kallang.example");
        await Button("Save contact").ClickAsync();
        await Expect(Heading("Hui Min Goh")).ToBeVisibleAsync();

        await Button("Edit").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Job title", new() { Exact = true }).FillAsync("Head of Finance");
        await Button("Save changes").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Position" })).ToContainTextAsync("Head of Finance");

        await OpenAsync("/contacts?q=huimin");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Hui Min Goh" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_deal_is_added_moved_and_lost_with_a_reason()
    {
        await OpenAsync("/deals/new");
        await Field("Name").FillAsync("Kallang rollout");
        await Field("Amount, SGD").FillAsync("12500");
        await Button("Save deal").ClickAsync();
        await Expect(Heading("Kallang rollout")).ToBeVisibleAsync();

        await Button("Qualified").ClickAsync();
        await Expect(Page.GetByText("Moved to Qualified")).ToBeVisibleAsync();

        await Button("Lost").ClickAsync();
        await Button("Mark as lost").ClickAsync();
        await Expect(Page.GetByText("Choose a reason.")).ToBeVisibleAsync();
        await Field("Reason").SelectOptionAsync("Price");
        await Button("Mark as lost").ClickAsync();
        await Expect(Page.GetByText("Moved to Lost")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Closing" })).ToContainTextAsync("Price");

        await OpenAsync("/deals?view=lost&q=Kallang");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Kallang rollout" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_deleted_record_comes_back()
    {
        await OpenFirstAsync("/deals");
        await Button("More actions").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(Heading("Deals")).ToBeVisibleAsync();

        await Button("Undo").ClickAsync();
        await Expect(Page.GetByText("is back")).ToBeVisibleAsync();
    }

    [TestCase("accounts", "account")]
    [TestCase("contacts", "contact")]
    [TestCase("deals", "deal")]
    public async Task Several_are_tagged_deleted_and_restored_at_once(string many, string one)
    {
        await OpenAsync($"/{many}?view=all");
        await Expect(FirstRow).ToBeVisibleAsync();
        await Page.Locator("[data-row-check]").Nth(0).CheckAsync();
        await Page.Locator("[data-row-check]").Nth(1).CheckAsync();
        await Selection("Tag").ClickAsync();
        await Field("Tags to add").FillAsync($"several-{one},");
        await Button("Change tags").ClickAsync();
        await Expect(Page.GetByText($"2 {many} tagged")).ToBeVisibleAsync();

        await Page.Locator("[data-row-check]").Nth(0).CheckAsync();
        await Page.Locator("[data-row-check]").Nth(1).CheckAsync();
        await Selection("Delete").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog, new() { Name = $"Delete 2 {many}?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Page.GetByText($"2 {many} deleted")).ToBeVisibleAsync();

        await OpenAsync($"/recycle-bin?type={many}");
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows shown" }).CheckAsync();
        await Selection("Restore").ClickAsync();
        await Expect(Page.GetByText($"2 {many} restored")).ToBeVisibleAsync();
        await Expect(Page.GetByText($"No deleted {many}")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_task_is_added_to_a_record_and_completed_in_the_list()
    {
        await OpenFirstAsync("/accounts");
        await Button("Task").ClickAsync();
        await Field("Subject").FillAsync("Send the offer");
        await Button("Add task").ClickAsync();
        await Expect(Page.GetByText("has a task: Send the offer")).ToBeVisibleAsync();

        await OpenAsync("/activities");
        await Button("Complete Send the offer").ClickAsync();
        await Expect(Page.GetByText("Send the offer completed")).ToBeVisibleAsync();
        await Expect(Button("Complete Send the offer")).ToHaveCountAsync(0);
    }
}
