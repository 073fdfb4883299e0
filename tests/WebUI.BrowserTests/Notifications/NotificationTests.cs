using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Notifications;

public sealed class NotificationTests : DemoTests
{
    [Test]
    public async Task A_lead_that_somebody_gives_shows_without_reload_and_leads_there()
    {
        await OpenAsync("/notifications");
        await GiveAsync("Nadia Bellringer");

        await Expect(Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"^Notifications, \d+\+? unread$") })).ToBeVisibleAsync();
        await Expect(Page.GetByText("Marcus Lim gave you the lead").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Nadia Bellringer" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Nadia Bellringer", Level = 1 })).ToBeVisibleAsync();
        await OpenAsync("/notifications?unread=true");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Notifications", Level = 1 })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Nadia Bellringer" })).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_kind_is_turned_off_and_stays_off()
    {
        await OpenAsync("/settings/notifications");
        var converted = Page.GetByRole(AriaRole.Switch, new() { NameRegex = new Regex("^Your leads converted") });
        await converted.UncheckAsync();
        await Expect(Page.GetByText("Saved.")).ToBeVisibleAsync();

        await OpenAsync("/settings/notifications");
        await Expect(converted).Not.ToBeCheckedAsync();
    }

    [Test]
    public async Task Axe_finds_nothing()
    {
        await GiveAsync("Axel Checker");
        await ExpectNoViolationAsync(
            async () =>
            {
                await OpenAsync("/notifications");
                await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Axel Checker" })).ToBeVisibleAsync();
            },
            "notifications");
        await ExpectNoViolationAsync(
            async () =>
            {
                await OpenAsync("/settings/notifications");
                await Expect(Page.GetByRole(AriaRole.Switch).First).ToBeVisibleAsync();
            },
            "settings of notifications");
    }

    /// <summary>Marcus gives the owner a lead.</summary>
    private async Task GiveAsync(string name)
    {
        var owner = (await (await Context.APIRequest.GetAsync("/api/v1/auth/me", new() { Headers = await SignInAsync() })).JsonAsync())!.Value.GetProperty("id").GetString();
        var marcus = await Context.APIRequest.PostAsync("/api/v1/auth/login", new() { DataObject = new { email = "marcus@merlion.example", password = DemoHost.Password } });
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {(await marcus.JsonAsync())!.Value.GetProperty("accessToken").GetString()}" };
        var names = name.Split(' ');
        var given = await Context.APIRequest.PostAsync("/api/v1/leads", new() { Headers = headers, DataObject = new { firstName = names[0], lastName = names[1], ownerId = owner } });
        given.Status.ShouldBe(201, await given.TextAsync());
    }
}
