using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class FieldTests : DemoTests
{
    [SetUp]
    public Task Open() => OpenAsync("/dev/kit/fields");

    [Test]
    public async Task A_refused_form_says_what_is_wrong_at_the_field_and_on_top_and_goes_there()
    {
        await Field("E-mail").FillAsync("nobody");
        await Button("Save lead").ClickAsync();

        await Expect(Field("Company")).ToBeFocusedAsync();
        await Expect(Field("Company")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field("Company")).ToHaveAccessibleDescriptionAsync("As it is registered. Enter the company.");
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "2 things need your attention" })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "E-mail: Enter an address like name@example.com." }).ClickAsync();
        await Expect(Field("E-mail")).ToBeFocusedAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/dev/kit/fields$"));
    }

    [Test]
    public async Task A_message_goes_when_its_field_is_changed()
    {
        await Button("Save lead").ClickAsync();
        await Expect(Field("Company")).ToHaveAttributeAsync("aria-invalid", "true");

        await Field("Company").FillAsync("Straits Logistics");
        await PressAsync("Tab");

        await Expect(Field("Company")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Button("Save lead").ClickAsync();
        await Expect(Page.Locator("[data-saved]")).ToHaveTextAsync("Saved Straits Logistics");
    }

    [Test]
    public async Task Numbers_are_taken_as_people_write_them()
    {
        await Field("Employees").FillAsync("12 500");
        await Field("Budget, SGD").FillAsync("1234567.5");
        await PressAsync("Tab");

        await Expect(Field("Employees")).ToHaveValueAsync("12,500");
        await Expect(Field("Budget, SGD")).ToHaveValueAsync("1,234,567.50");

        await Field("Employees").FillAsync("a few");
        await PressAsync("Tab");
        await Expect(Field("Employees")).ToHaveAccessibleDescriptionAsync("Enter a whole number, for example 250.");
    }

    [Test]
    public async Task A_combobox_finds_while_typing_and_takes_with_enter_without_sending_the_form()
    {
        var country = Field("Country");
        await country.ClickAsync();
        await Expect(country).ToHaveAttributeAsync("aria-expanded", "true");

        await country.FillAsync("au");
        await Expect(Options).ToHaveTextAsync(["Australia", "Austria"]);
        await PressAsync("ArrowDown", "Enter");

        await Expect(country).ToHaveValueAsync("Austria");
        await Expect(country).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(Page.GetByText("need your attention")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Escape_in_a_combobox_brings_the_chosen_value_back()
    {
        var country = Field("Country");
        await country.FillAsync("mal");
        await Expect(Options).ToHaveTextAsync(["Malaysia"]);

        await PressAsync("Escape");

        await Expect(country).ToHaveValueAsync("Singapore");
        await Expect(Options).ToHaveCountAsync(0);
    }

    [Test]
    public async Task An_emptied_combobox_has_no_value()
    {
        await Field("Country").FillAsync("");
        await Field("Description").FocusAsync();

        await Expect(Field("Country")).ToHaveValueAsync("");
        await Expect(Button("Clear Country")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_combobox_over_the_server_marks_the_active_option()
    {
        var owner = Field("Owner");
        await owner.FillAsync("sar");
        await Expect(Options).ToHaveTextAsync(["Sarah Lim sarah@example.com"], new() { UseInnerText = true });
        await Expect(owner).ToHaveAttributeAsync("aria-activedescendant", new Regex("-list-0$"));

        await PressAsync("Enter");
        await Expect(owner).ToHaveValueAsync("Sarah Lim");
    }

    [Test]
    public async Task Several_values_are_added_and_removed_by_keys()
    {
        await Field("Industries").FillAsync("fin");
        await Expect(Options).ToHaveTextAsync(["Finance"]);
        await PressAsync("Enter");
        await Expect(Tokens("Industries")).ToHaveTextAsync(["Technology", "Finance"]);

        await PressAsync("Escape", "Backspace", "Backspace");
        await Expect(Tokens("Industries")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Tags_are_typed_freely_or_taken_from_suggestions()
    {
        await Field("Tags").PressSequentiallyAsync("Urgent,");
        await Expect(Tokens("Tags")).ToHaveTextAsync(["vip", "urgent"]);

        await Field("Tags").PressSequentiallyAsync("par");
        await Expect(Options).ToHaveTextAsync(["partner"]);
        await PressAsync("ArrowDown", "Enter");
        await Expect(Tokens("Tags")).ToHaveTextAsync(["vip", "urgent", "partner"]);

        await Field("Tags").PressSequentiallyAsync("vip");
        await PressAsync("Enter");
        await Expect(Tokens("Tags")).ToHaveCountAsync(3);
    }

    [Test]
    public async Task A_checkbox_and_a_switch_follow_space()
    {
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Do not call" }).FocusAsync();
        await PressAsync("Space");
        await Expect(Page.GetByRole(AriaRole.Checkbox, new() { Name = "Do not call" })).ToBeCheckedAsync();

        await Page.GetByRole(AriaRole.Switch, new() { Name = "Live updates" }).FocusAsync();
        await PressAsync("Space");
        await Expect(Page.GetByRole(AriaRole.Switch, new() { Name = "Live updates" })).Not.ToBeCheckedAsync();
    }

    [Test]
    public async Task What_was_typed_is_back_after_the_page_was_lost()
    {
        await Field("Company").FillAsync("Orchard Systems");
        await Field("Description").FillAsync("Wants a demo");
        await PressAsync("Tab");

        await OpenAsync("/dev/kit/fields");

        await Expect(Field("Company")).ToHaveValueAsync("Orchard Systems");
        await Expect(Page.GetByText("What you typed before the connection was lost is back.")).ToBeVisibleAsync();
        await Button("Save lead").ClickAsync();
        await Expect(Page.Locator("[data-saved]")).ToHaveTextAsync("Saved Orchard Systems");
    }

    [Test]
    public async Task A_static_form_posts_the_same_fields_without_a_circuit()
    {
        await Page.GotoAsync("/dev/kit-static");
        await Field("E-mail").FillAsync("mei@example.com");
        await Field("Password").FillAsync("not kept");
        await Field("Keep me signed in").CheckAsync();
        await PressAsync("Enter");

        await Expect(Page.GetByText("Posted mei@example.com, remembered.")).ToBeVisibleAsync();
    }

    private ILocator Options => Page.GetByRole(AriaRole.Option).Filter(new() { Visible = true });

    private ILocator Tokens(string label) => Page.Locator(".nx-field").Filter(new() { Has = Page.GetByLabel(label, new() { Exact = true }) }).Locator(".nx-token");
}
