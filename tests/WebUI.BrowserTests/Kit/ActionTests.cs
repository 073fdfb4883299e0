using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class ActionTests : DemoTests
{
    [SetUp]
    public Task Open() => OpenAsync("/dev/kit/actions");

    [Test]
    public async Task A_button_that_works_cannot_be_pressed_again()
    {
        var save = Button("Save slowly");
        await save.ClickAsync();
        await Expect(save).ToHaveAttributeAsync("aria-busy", "true");
        await save.ClickAsync(new() { Force = true });
        await Button("Let it finish").ClickAsync();

        await Expect(Page.Locator("[data-saves]")).ToHaveTextAsync("1");
        await Expect(save).Not.ToHaveAttributeAsync("aria-busy", "true");
        await Expect(Page.Locator("[data-presses]")).ToHaveTextAsync("1");
    }

    [Test]
    public async Task A_menu_is_used_by_arrows_letters_and_enter()
    {
        await Button("Actions").FocusAsync();
        await PressAsync("ArrowDown");
        await Expect(Item("Assign")).ToBeFocusedAsync();

        await PressAsync("ArrowDown");
        await Expect(Item("Convert")).ToBeFocusedAsync();
        await PressAsync("End");
        await Expect(Item("Delete")).ToBeFocusedAsync();
        await PressAsync("ArrowDown");
        await Expect(Item("Assign")).ToBeFocusedAsync();
        await PressAsync("c");
        await Expect(Item("Convert")).ToBeFocusedAsync();

        await PressAsync("Enter");
        await Expect(Page.Locator("[data-chosen]")).ToHaveTextAsync("Convert");
        await Expect(Item("Convert")).ToBeHiddenAsync();
    }

    [Test]
    public async Task Escape_closes_a_menu_and_gives_the_focus_back()
    {
        await Button("Actions").FocusAsync();
        await PressAsync("Enter");
        await Expect(Item("Assign")).ToBeFocusedAsync();

        await PressAsync("Escape");

        await Expect(Item("Assign")).ToBeHiddenAsync();
        await Expect(Button("Actions")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_menu_item_that_is_not_possible_is_skipped()
    {
        await Button("Actions").FocusAsync();
        await PressAsync("ArrowDown", "ArrowDown", "ArrowDown");

        await Expect(Item("Delete")).ToBeFocusedAsync();
    }

    [Test]
    public async Task Arrows_move_between_tabs()
    {
        await Tab("Details").FocusAsync();
        await PressAsync("ArrowRight");
        await Expect(Tab("Timeline 12")).ToBeFocusedAsync();
        await Expect(Tab("Timeline 12")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Page.GetByRole(AriaRole.Tabpanel)).ToHaveTextAsync("Panel of timeline.");

        await PressAsync("End", "ArrowRight");
        await Expect(Tab("Details")).ToHaveAttributeAsync("aria-selected", "true");
        await PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Tabpanel)).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_finished_step_can_be_gone_back_to()
    {
        var steps = Page.GetByRole(AriaRole.List, new() { Name = "Steps" });
        await Expect(steps.Locator("[aria-current=step]")).ToContainTextAsync("Map columns");

        await steps.GetByRole(AriaRole.Button, new() { Name = "Upload" }).FocusAsync();
        await PressAsync("Enter");

        await Expect(steps.Locator("[aria-current=step]")).ToContainTextAsync("Upload");
        await Expect(steps.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_filter_chip_is_removed_by_its_cross()
    {
        var chips = Page.GetByRole(AriaRole.Group, new() { Name = "Filters" });
        await chips.GetByRole(AriaRole.Button, new() { Name = "Remove filter Score at least 60" }).FocusAsync();
        await PressAsync("Enter");

        await Expect(chips.GetByText("Score")).ToHaveCountAsync(0);
        await Expect(chips.GetByText("Status")).ToHaveCountAsync(1);
    }

    private ILocator Item(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    private ILocator Tab(string name) => Page.GetByRole(AriaRole.Tab, new() { Name = name });
}
