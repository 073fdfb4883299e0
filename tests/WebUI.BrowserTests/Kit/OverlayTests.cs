using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class OverlayTests : DemoTests
{
    [SetUp]
    public Task Open() => OpenAsync("/dev/kit/overlays");

    [Test]
    public async Task A_dialog_takes_the_focus_keeps_it_and_gives_it_back()
    {
        await Button("Open dialog").FocusAsync();
        await PressAsync("Enter");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Convert Mei Lin Tan" });
        await Expect(dialog.GetByLabel("Account name")).ToBeFocusedAsync();

        // The page behind is inert: from the last control the focus leaves for the browser and comes back, never to the page.
        for (var step = 0; step < 12; step++)
        {
            await PressAsync("Tab");
            (await Page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')")).ShouldBeTrue();
        }

        await PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(Button("Open dialog")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_dialog_opens_again_after_escape()
    {
        for (var round = 0; round < 2; round++)
        {
            await Button("Open dialog").ClickAsync();
            await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await PressAsync("Escape");
            await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }
    }

    [Test]
    public async Task Escape_in_an_open_list_closes_the_list_and_not_the_dialog()
    {
        await Button("Open dialog").ClickAsync();
        await Field("Existing account").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Option, new() { Name = "Orchard Systems" })).ToBeVisibleAsync();

        await PressAsync("Escape");

        await Expect(Page.GetByRole(AriaRole.Option, new() { Name = "Orchard Systems" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_drawer_closes_by_its_cross()
    {
        await Button("Open drawer").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog, new() { Name = "Edit lead" }).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Test]
    public async Task Confirming_starts_on_the_harmless_button()
    {
        await Button("Delete one").ClickAsync();
        await Expect(Button("Cancel")).ToBeFocusedAsync();

        await PressAsync("Enter");
        await Expect(Page.Locator("[data-answer]")).ToHaveTextAsync("kept");
    }

    [Test]
    public async Task Many_records_ask_for_their_count()
    {
        await Button("Delete 250").ClickAsync();
        await Expect(Button("Delete leads")).ToBeDisabledAsync();
        await Field("Type 250 to confirm").FillAsync("25");
        await Expect(Button("Delete leads")).ToBeDisabledAsync();

        await Field("Type 250 to confirm").FillAsync("250");
        await Button("Delete leads").ClickAsync();

        await Expect(Page.Locator("[data-answer]")).ToHaveTextAsync("deleted 250");
    }

    [Test]
    public async Task Leaving_unsaved_input_is_asked_about()
    {
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Something is unsaved" }).CheckAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Records" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Leave without saving?" })).ToBeVisibleAsync();
        await Button("Cancel").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/overlays$"));

        await Page.GetByRole(AriaRole.Link, new() { Name = "Records" }).ClickAsync();
        await Button("Leave").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/records$"));
    }

    [Test]
    public async Task A_message_is_read_out_and_can_be_undone()
    {
        await Button("Success with undo").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Messages" }).GetByRole(AriaRole.Status)).ToContainTextAsync("Lead converted");

        await Button("Undo").FocusAsync();
        await PressAsync("Enter");

        await Expect(Page.Locator("[data-answer]")).ToHaveTextAsync("undone");
        await Expect(Page.GetByText("Lead converted")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task An_error_stays_until_it_is_dismissed()
    {
        await Button("Error").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not be saved" })).ToBeVisibleAsync();

        await Button("Dismiss").ClickAsync();
        await Expect(Page.GetByText("could not be saved")).ToHaveCountAsync(0);
    }
}
