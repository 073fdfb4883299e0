using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>Adding a lead.</summary>
[TestFixture]
internal sealed class LeadFormTests : LeadTests
{
    [Test]
    public async Task What_is_wrong_stands_at_its_field_and_the_input_is_kept()
    {
        await OpenAsync("/leads/new");
        await Field("First name").FillAsync("Mei");
        await Field("E-mail").FillAsync("not an address");
        await Button("Save lead").ClickAsync();

        await Expect(Page.GetByText("2 things need your attention")).ToBeVisibleAsync();
        await Expect(Field("Last name")).ToBeFocusedAsync();
        await Expect(Field("Last name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field("First name")).ToHaveValueAsync("Mei");

        var name = AName("Tan");
        await Field("Last name").FillAsync(name);
        await Field("E-mail").FillAsync($"{Guid.CreateVersion7():N}@example.sg");
        await Button("Save lead").ClickAsync();
        await Expect(Title).ToHaveTextAsync($"Mei {name}");
        await Expect(Toast("added")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Every_field_is_stored()
    {
        var name = AName("Whole");
        await OpenAsync("/leads/new");
        await Field("Last name").FillAsync(name);
        await Field("Phone").FillAsync("9123 4567");
        await Field("Company").FillAsync($"{name} Pte Ltd");
        await Field("Employees").FillAsync("1,250");
        await Field("Budget, SGD").FillAsync("48,000");
        await Field("Rating").SelectOptionAsync("Hot");
        await Field("Source").SelectOptionAsync("Referral");
        await Field("Tags").FillAsync("vip,");
        await Field("City").FillAsync("Singapore");
        await Field("Do not call").CheckAsync();
        await Button("Save lead").ClickAsync();

        await Expect(Title).ToHaveTextAsync(name);
        var details = Page.GetByRole(AriaRole.Region, new() { Name = "Details" });
        foreach (var text in new[] { "+6591234567", $"{name} Pte Ltd", "1,250", "48,000", "Referral", "vip", "Singapore", "Do not call" }) await Expect(details).ToContainTextAsync(text);
    }

    [Test]
    public async Task Possible_duplicates_show_while_typing()
    {
        var (name, email) = (AName("Twice"), $"{Guid.CreateVersion7():N}@example.sg");
        await AddLeadAsync(name, email: email);
        await OpenAsync("/leads/new");

        await Field("E-mail").FillAsync(email);

        await Expect(Page.GetByText("This lead may already be there")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Unsaved_input_is_asked_about_and_survives_a_reload()
    {
        var name = AName("Unsaved");
        await OpenAsync("/leads/new");
        await Field("Last name").FillAsync(name);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Leave without saving?");
        await Button("Cancel").ClickAsync();
        await Expect(Field("Last name")).ToHaveValueAsync(name);

        Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await Page.ReloadAsync();
        await Expect(Page.GetByText("What you typed before the connection was lost is back.")).ToBeVisibleAsync();
        await Expect(Field("Last name")).ToHaveValueAsync(name);
    }

    [Test]
    public async Task Leaving_an_untouched_form_asks_nothing()
    {
        await OpenAsync("/leads/new");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Title).ToHaveTextAsync("Leads");
    }
}
