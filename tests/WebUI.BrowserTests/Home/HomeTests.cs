using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NexusCrm.WebUI.BrowserTests.Leads;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Home;

/// <summary>The home page.</summary>
[TestFixture]
internal sealed class HomeTests : LeadTests
{
    private ILocator Figure(string name) => Page.Locator(".nx-figure", new() { HasText = name }).Locator("dd");

    [Test]
    public async Task Numbers_lead_to_the_leads_behind_them()
    {
        await OpenAsync("/");
        var hot = int.Parse(await Figure("Hot leads").InnerTextAsync(), CultureInfo.InvariantCulture);

        await Figure("Hot leads").GetByRole(AriaRole.Link).ClickAsync();

        await Expect(Rows).ToHaveCountAsync(hot);
        await Expect(Button("Rating is Hot")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_new_company_is_shown_where_to_begin()
    {
        await Context.ClearCookiesAsync();
        await Page.GotoAsync("/register");
        await Field("Company").FillAsync(AName("Bakery"));
        await Field("First name").FillAsync("Wei");
        await Field("Last name").FillAsync("Lim");
        await Field("E-mail").FillAsync($"{Guid.CreateVersion7():N}@bakery.example");
        await Field("Password").FillAsync("orchid-ferry-lantern-88");
        await Button("Create account").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome, Wei Lim" })).ToBeVisibleAsync();
        await ExpectNoViolationHereAsync("welcome");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Import leads" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Import leads", Level = 1 })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Numbers_follow_what_others_add()
    {
        await OpenAsync("/");
        var before = int.Parse(await Figure("Open leads").InnerTextAsync(), CultureInfo.InvariantCulture);
        var name = AName("Fresh");

        await AddLeadAsync(name, await AnotherPageAsync());

        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Recent leads" })).ToContainTextAsync(name);
        await Expect(Figure("Open leads")).Not.ToHaveTextAsync(new Regex($"^{before}$"));
    }
}
