using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>axe over the pages of leads and the home page, in both themes, wide and narrow.</summary>
[TestFixture]
internal sealed class LeadAccessibilityTests : LeadTests
{
    [Test]
    public Task The_list() => ExpectNoViolationAsync(async () =>
    {
        await OpenAsync("/leads");
        await Rows.First.GetByRole(AriaRole.Checkbox).CheckAsync();
    }, "list");

    [Test]
    public Task The_filter() => ExpectNoViolationAsync(async () =>
    {
        await OpenAsync("/leads?view=all&createdAt[gte]=@today-30d");
        await Button("Created is on or after 30 days ago").ClickAsync();
        await Expect(Button("Apply filter")).ToBeVisibleAsync();
    }, "filter");

    [Test]
    public Task The_record() => ExpectNoViolationAsync(async () =>
    {
        await OpenAsync("/leads?view=converted");
        await Rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Page.GetByText("Possible duplicates")).ToBeAttachedAsync();
    }, "record");

    [Test]
    public Task The_form_with_errors() => ExpectNoViolationAsync(async () =>
    {
        await OpenAsync("/leads/new");
        await Field("E-mail").FillAsync("nonsense");
        await Button("Save lead").ClickAsync();
        await Expect(Page.GetByText("2 things need your attention")).ToBeVisibleAsync();
    }, "form");

    [Test]
    public Task The_home_page() => ExpectNoViolationAsync(async () =>
    {
        await OpenAsync("/");
        await Expect(Page.GetByText("Leads by status")).ToBeVisibleAsync();
    }, "home");
}
