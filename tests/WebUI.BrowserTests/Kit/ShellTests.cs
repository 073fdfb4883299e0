using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class ShellTests : DemoTests
{
    [Test]
    public async Task The_palette_finds_pages_by_keys_and_goes_there()
    {
        await OpenAsync("/dev/kit/records");
        await PressAsync("Control+k");
        var search = Page.GetByRole(AriaRole.Combobox, new() { Name = "Search or go to" });
        await Expect(search).ToBeFocusedAsync();

        await search.PressSequentiallyAsync("le");
        await Expect(Page.GetByRole(AriaRole.Option)).ToHaveTextAsync([new Regex("Leads"), new Regex("New lead")]);
        await PressAsync("ArrowDown", "Enter");

        await Expect(Page).ToHaveURLAsync(new Regex("/leads/new$"));
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Test]
    public async Task Single_keys_work_outside_of_fields_only_and_can_be_turned_off()
    {
        await OpenAsync("/dev/kit/fields");
        await Field("Company").FocusAsync();
        await PressAsync("?");
        await Expect(Field("Company")).ToHaveValueAsync("?");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await OpenAsync("/dev/kit/records");
        await PressAsync("?");
        var keys = Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(keys).ToBeVisibleAsync();
        await keys.GetByRole(AriaRole.Switch).UncheckAsync();
        await PressAsync("Escape");
        await Expect(keys).ToBeHiddenAsync();

        await PressAsync("?");
        await Expect(keys).ToBeHiddenAsync();
    }

    [Test]
    public async Task Two_keys_go_to_a_page()
    {
        await OpenAsync("/dev/kit/records");
        await PressAsync("g", "l");

        await Expect(Page).ToHaveURLAsync(new Regex("/leads$"));
    }

    [Test]
    public async Task The_skip_link_comes_first_and_leads_to_the_content()
    {
        await OpenAsync("/dev/kit/records");
        await Page.EvaluateAsync("document.activeElement.blur()");
        await PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();

        await PressAsync("Enter");
        await Expect(Page.Locator("#main")).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_theme_is_remembered_and_the_server_sends_it()
    {
        await OpenAsync("/dev/kit/records");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");

        await Button("Theme").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "System" })).ToHaveAttributeAsync("aria-checked", "true");
        await Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");

        (await FirstBytesAsync()).ShouldContain("data-bs-theme=\"dark\"");
    }

    [Test]
    public async Task A_dark_system_is_followed_and_the_server_knows_on_the_second_visit()
    {
        await UseAsync(Desktop, ColorScheme.Dark);
        await OpenAsync("/dev/kit/records");

        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        (await FirstBytesAsync()).ShouldContain("data-bs-theme=\"dark\"");
    }

    [Test]
    public async Task A_collapsed_rail_stays_collapsed()
    {
        await OpenAsync("/dev/kit/records");
        await Button("Collapse").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-rail", "collapsed");

        (await FirstBytesAsync()).ShouldContain("data-rail=\"collapsed\"");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Leads" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task On_a_phone_the_rail_is_a_drawer()
    {
        await UseAsync(Phone, ColorScheme.Light);
        await OpenAsync("/dev/kit/records");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Leads" })).ToBeHiddenAsync();

        await Button("Open navigation").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Home", Exact = true }).First).ToBeFocusedAsync();
        await PressAsync("Escape");

        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Leads" })).ToBeHiddenAsync();
        await Expect(Button("Open navigation")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_lost_connection_shows_the_banner()
    {
        await OpenAsync("/dev/kit/records");
        await Page.EvaluateAsync("document.getElementById('components-reconnect-modal').classList.add('components-reconnect-show')");

        await Expect(Page.GetByText("Connection lost. Trying again; what you typed is kept.")).ToBeVisibleAsync();
        await Expect(Button("Try now")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_unknown_address_is_a_page_with_a_way_out()
    {
        var answer = await Page.GotoAsync("/no/such/page");

        answer!.Status.ShouldBe(404);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "This page does not exist" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        await OpenAsync("/dev/kit/states");
        var posts = 0;
        Page.Request += (_, request) => posts += request.Method == "POST" && request.Url.EndsWith("/dev/kit", StringComparison.Ordinal) ? 1 : 0;

        await Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "leads.csv", MimeType = "text/csv", Buffer = new byte[5 * 1024 * 1024] });

        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "leads.csv has 5.0 MB" })).ToBeVisibleAsync();
        posts.ShouldBe(0);
    }

    private async Task<string> FirstBytesAsync()
    {
        var answer = await Context.APIRequest.GetAsync("/dev/kit/records");
        return await answer.TextAsync();
    }
}
