using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class GridTests : DemoTests
{
    [SetUp]
    public async Task Open()
    {
        await OpenAsync("/dev/kit/grid");
        await Expect(Row("Mei Lin Tan 1")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Rows_are_walked_selected_and_opened_by_keys()
    {
        await Row("Mei Lin Tan 1").FocusAsync();
        await PressAsync("ArrowDown", "ArrowDown");
        await Expect(Row("Sarah Lim 3")).ToBeFocusedAsync();

        await PressAsync("Space");
        await Expect(Row("Sarah Lim 3")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Selection).ToContainTextAsync("1 selected.");
        await Expect(Row("Sarah Lim 3")).ToBeFocusedAsync();

        await PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex("/dev/kit/records\\?lead=2$"));
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Component kit: Records" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task Only_one_row_is_in_the_tab_order()
    {
        await Row("Mei Lin Tan 1").FocusAsync();
        await PressAsync("ArrowDown");

        (await Page.Locator("tr[data-row][tabindex='0']").CountAsync()).ShouldBe(1);
        await Expect(Row("Arjun Nair 2")).ToHaveAttributeAsync("tabindex", "0");
    }

    [Test]
    public async Task A_press_on_the_row_opens_the_record_and_the_middle_button_a_new_tab()
    {
        var opened = await Context.RunAndWaitForPageAsync(() => Row("Arjun Nair 2").GetByText("Contacted").ClickAsync(new() { Button = MouseButton.Middle }));
        opened.Url.ShouldEndWith("/dev/kit/records?lead=1");

        await Row("Arjun Nair 2").GetByText("Contacted").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("lead=1$"));
    }

    [Test]
    public async Task A_header_sorts_and_says_so()
    {
        var score = Page.GetByRole(AriaRole.Columnheader, new() { Name = "Score" });
        await Expect(score).ToHaveAttributeAsync("aria-sort", "none");

        await score.GetByRole(AriaRole.Button).FocusAsync();
        await PressAsync("Enter");

        await Expect(score).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" })).ToHaveAttributeAsync("aria-sort", "none");
        await Expect(Page.Locator("tr[data-row]").First).ToContainTextAsync("1200");
    }

    [Test]
    public async Task Shift_selects_a_range_and_all_that_match_can_be_selected()
    {
        await Check("Arjun Nair 2").ClickAsync();
        await Check("Nur Aisyah binte Rahman 5").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(Selection).ToContainTextAsync("4 selected.");

        await Button("Select all 1,200 that match").ClickAsync();
        await Expect(Selection).ToContainTextAsync("All 1,200 that match are selected.");

        await Check("Arjun Nair 2").ClickAsync();
        await Expect(Selection).ToContainTextAsync("1,199 of 1,200 that match are selected.");
        await Button("Clear").ClickAsync();
        await Expect(Selection).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Scrolling_reads_on_and_holds_five_hundred_rows_at_most()
    {
        var window = Page.Locator("[data-window]");
        for (var page = 0; page < 40 && !(await window.TextContentAsync())!.StartsWith("700 ", StringComparison.Ordinal); page++)
        {
            var before = await window.TextContentAsync();
            await Page.Locator("tr[data-row]").Last.ScrollIntoViewIfNeededAsync();
            await Expect(window).Not.ToHaveTextAsync(before!);
        }

        await Expect(window).ToHaveTextAsync("700 before, 500 held");
        await Expect(Page.Locator("tr[data-row]")).ToHaveCountAsync(500);
        await Expect(Row("Marcus Chua 1200")).ToBeAttachedAsync();

        await Page.Locator("tr[data-row]").First.ScrollIntoViewIfNeededAsync();
        await Expect(window).Not.ToHaveTextAsync("700 before, 500 held");
        await Expect(Page.Locator("tr[data-row]")).ToHaveCountAsync(500);
    }

    [Test]
    public async Task An_empty_and_a_broken_list_say_so()
    {
        await Button("No rows").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "No lead matches" })).ToBeVisibleAsync();

        await Button("Broken").ClickAsync();
        var error = Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The leads could not be loaded" });
        await Expect(error).ToContainTextAsync("4bf92f3577b34da6a3ce929d0e0e4736");
        await Expect(error.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task On_a_phone_rows_are_cards_and_the_page_does_not_scroll_sideways()
    {
        await Page.SetViewportSizeAsync(320, 700);

        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await Field("Sort by").SelectOptionAsync("-score");
        await Expect(Page.Locator("tr[data-row]").First).ToContainTextAsync("1200");
        await Expect(Page.Locator("tr[data-row]").First.GetByText("Company")).ToBeVisibleAsync();
    }

    private ILocator Selection => Page.GetByRole(AriaRole.Group, new() { Name = "Selection" });

    private ILocator Row(string name) => Page.Locator("tr[data-row]").Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    private ILocator Check(string name) => Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {name}", Exact = true });
}
