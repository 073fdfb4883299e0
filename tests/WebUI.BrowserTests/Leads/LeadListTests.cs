using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>The list of leads: everything that every list page does.</summary>
[TestFixture]
internal sealed class LeadListTests : LeadTests
{
    private ILocator Selection => Page.GetByRole(AriaRole.Group, new() { Name = "Selection" });

    [Test]
    public async Task Opens_with_the_open_leads_and_keeps_its_state_in_the_address()
    {
        await OpenAsync("/leads");

        await Expect(Button("Status is any of New, Contacted, Qualified")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Converted", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("view=converted$"));
        await Expect(Rows.First).ToContainTextAsync("Converted");
        await Page.GoBackAsync();
        await Expect(Rows.First).Not.ToContainTextAsync("Converted");
    }

    [Test]
    public async Task Sorts_by_a_header_and_back_takes_it_back()
    {
        await OpenAsync("/leads?view=all");
        var header = Page.GetByRole(AriaRole.Columnheader, new() { Name = "Score" });

        await header.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(header).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Page).ToHaveURLAsync(new Regex("sort=-score"));
        await EventuallyAsync(async () => await ScoresAsync() is { Count: 50 } scores && scores.SequenceEqual(scores.OrderDescending()), "50 rows, highest score first");

        await Page.GoBackAsync();
        await Expect(header).ToHaveAttributeAsync("aria-sort", "none");
    }

    [Test]
    public async Task Filters_by_a_chip_that_can_be_changed_and_removed()
    {
        await OpenAsync("/leads?view=all");
        await Button("Filter").ClickAsync();
        await MenuItem("Rating").ClickAsync();
        await Field("Values").FillAsync("Hot");
        await Page.GetByRole(AriaRole.Option, new() { Name = "Hot" }).ClickAsync();
        await Button("Apply filter").ClickAsync();

        var chip = Button("Rating is any of Hot");
        await Expect(chip).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("rating"));
        await Expect(Rows.First).ToContainTextAsync("Hot");
        await Expect(Rows.Filter(new() { HasNotText = "Hot" })).ToHaveCountAsync(0);

        await chip.ClickAsync();
        await Page.GetByLabel("Comparison", new() { Exact = true }).SelectOptionAsync("is none of");
        await Button("Apply filter").ClickAsync();
        await Expect(Button("Rating is none of Hot")).ToBeVisibleAsync();
        await Expect(Rows.First).ToBeVisibleAsync();
        await Expect(Rows.Filter(new() { HasText = "Hot" })).ToHaveCountAsync(0);

        await Button("Remove filter Rating is none of Hot").ClickAsync();
        await Expect(Page.Locator(".nx-chip")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_condition_without_a_value_is_not_applied()
    {
        await OpenAsync("/leads?view=all");
        await Button("Filter").ClickAsync();
        await MenuItem("Company").ClickAsync();
        await Button("Apply filter").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("Give each condition a value");
    }

    [Test]
    public async Task Either_of_two_conditions_stands_in_one_chip()
    {
        await OpenAsync("""/leads?view=all&filter={"or":[{"field":"rating","op":"eq","value":"hot"},{"field":"score","op":"gte","value":"90"}]}""");

        await Expect(Button("Any of Rating is Hot or Score is at least 90")).ToBeVisibleAsync();
        await Expect(Rows.First).ToBeVisibleAsync();
    }

    [Test]
    public async Task Searches_while_typing_and_says_when_nothing_matches()
    {
        var name = AName("Searchable");
        await AddLeadAsync(name);
        await OpenAsync("/leads");
        await Expect(Rows.First).ToBeVisibleAsync();

        await Field("Search leads").FillAsync(name);
        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Page).ToHaveURLAsync(new Regex("q=Searchable"));

        await Field("Search leads").FillAsync("no such lead anywhere");
        await Expect(Page.GetByText("No leads match")).ToBeVisibleAsync();
        await Button("Show all leads").ClickAsync();
        await Expect(Rows.Nth(10)).ToBeVisibleAsync();
    }

    [Test]
    public async Task Reads_page_after_page_while_scrolling_each_lead_once()
    {
        await OpenAsync("/leads?view=all");
        await Expect(Rows).ToHaveCountAsync(50);

        await Rows.Last.ScrollIntoViewIfNeededAsync();
        await Expect(Rows.Nth(99)).ToBeAttachedAsync();

        var links = await Rows.Locator("a[data-row-link]").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        links.ShouldBeUnique();
    }

    [Test]
    public async Task Counts_when_asked_and_selects_all_that_match()
    {
        await OpenAsync("/leads?view=all");
        await Button("50+ leads").ClickAsync();
        await Expect(Page.GetByText(new Regex("^[0-9]{3} leads$"))).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows shown" }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Select all [0-9]{3} that match$") }).ClickAsync();
        await Expect(Page.GetByText(new Regex("^All [0-9]{3} that match are selected"))).ToBeVisibleAsync();
    }

    [Test]
    public async Task Columns_can_be_added_and_the_rows_made_low()
    {
        await OpenAsync("/leads");
        await Button("Columns").ClickAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "E-mail", Exact = true }).CheckAsync();
        await Button("Show columns").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "E-mail" })).ToBeVisibleAsync();

        await Button("More").ClickAsync();
        await MenuItem("Compact rows").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("columns=.*email.*density=compact"));
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "E-mail" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_view_is_saved_shown_as_a_tab_and_deleted()
    {
        var name = AName("Warm ones");
        await OpenAsync("/leads?view=all&rating=warm");
        await Button("Save view").ClickAsync();
        await MenuItem("Save as new view…").ClickAsync();
        await Field("Name").FillAsync(name);
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();

        var tab = Page.GetByRole(AriaRole.Link, new() { Name = name });
        await Expect(tab).ToHaveAttributeAsync("aria-current", "page");
        await Expect(Button("Rating is Warm")).ToBeVisibleAsync();

        await OpenAsync("/leads");
        await tab.ClickAsync();
        await Expect(Button("Rating is Warm")).ToBeVisibleAsync();

        await Button("View").ClickAsync();
        await MenuItem("Delete view").ClickAsync();
        await Button("Delete view").ClickAsync();
        await Expect(tab).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Several_leads_are_tagged_and_qualified_at_once()
    {
        var name = AName("Together");
        await AddLeadAsync($"{name} One", email: $"{Guid.CreateVersion7():N}@example.sg");
        await AddLeadAsync($"{name} Two");
        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await Expect(Rows).ToHaveCountAsync(2);

        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows shown" }).CheckAsync();
        await Button("Tag").ClickAsync();
        await Field("Tags to add").FillAsync("expo,");
        await Button("Change tags").ClickAsync();
        await Expect(Toast("2 leads tagged")).ToBeVisibleAsync();

        // One of them cannot be reached: it says so and the other is done.
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows shown" }).CheckAsync();
        await Selection.GetByRole(AriaRole.Button, new() { Name = "Status" }).ClickAsync();
        await MenuItem("Qualify").ClickAsync();
        var report = Page.GetByRole(AriaRole.Dialog, new() { Name = "1 lead qualified, 1 not" });
        await Expect(report.GetByRole(AriaRole.Row, new() { Name = $"{name} Two" })).ToContainTextAsync("e-mail address or a phone number");
        await report.GetByRole(AriaRole.Button, new() { Name = "Undo the others" }).ClickAsync();
        await Expect(Toast("1 lead taken back")).ToBeVisibleAsync();
        await Expect(Rows.Filter(new() { HasText = "Qualified" })).ToHaveCountAsync(0);
    }

    [Test]
    public async Task All_that_match_are_tagged_as_a_job_that_can_be_undone()
    {
        var name = AName("Masses");
        await ImportLeadsAsync(name, count: 210);
        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await SelectAllAsync(210);
        await Rows.Nth(1).GetByRole(AriaRole.Checkbox).UncheckAsync();
        await Expect(Page.GetByText("209 of 210 that match are selected.")).ToBeVisibleAsync();

        await Button("Tag").ClickAsync();
        await Field("Tags to add").FillAsync("masses,");
        await Button("Change tags").ClickAsync();
        var job = Page.GetByRole(AriaRole.Dialog, new() { Name = "209 leads are being tagged" });
        await Expect(job.GetByText("Completed", new() { Exact = true })).ToBeVisibleAsync();
        await job.GetByRole(AriaRole.Button, new() { Name = "Undo change" }).ClickAsync();
        await Field("Type 209 to confirm").FillAsync("209");
        await Button("Undo").ClickAsync();

        await Expect(Page).ToHaveURLAsync(new Regex("/jobs/"));
        await Expect(Page.GetByText("Completed", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_selection_that_has_grown_is_asked_about_before_anything_is_done()
    {
        var name = AName("Growing");
        await ImportLeadsAsync(name, count: 60);
        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await SelectAllAsync(60);
        await AddLeadAsync($"{name} More", await AnotherPageAsync());
        await Expect(Button("1 new lead – show")).ToBeVisibleAsync();

        await Button("Tag").ClickAsync();
        await Field("Tags to add").FillAsync("growing,");
        await Button("Change tags").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Now 61 leads match" })).ToContainTextAsync("Nothing was changed yet.");
        await Button("Go on with 61 leads").ClickAsync();

        await Expect(Toast("61 leads tagged")).ToBeVisibleAsync();
        await Toast("61 leads tagged").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Toast("61 leads taken back")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Many_are_deleted_after_typing_how_many_and_brought_back()
    {
        var name = AName("Deleted");
        await ImportLeadsAsync(name, count: 101);
        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await SelectAllAsync(101);

        await Selection.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        var question = Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete 101 leads?" });
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeDisabledAsync();
        await Field("Type 101 to confirm").FillAsync("101");
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Page.GetByText("No leads match")).ToBeVisibleAsync();

        await Toast("101 leads deleted").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Rows.First).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_others_add_waits_until_it_is_asked_for_and_what_they_change_changes_in_place()
    {
        var name = AName("Live");
        await AddLeadAsync($"{name} Old");
        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await Expect(Rows).ToHaveCountAsync(1);
        var other = await AnotherPageAsync();

        await AddLeadAsync($"{name} New", other);
        await Expect(Button("1 new lead – show")).ToBeVisibleAsync();
        await Expect(Rows).ToHaveCountAsync(1);
        await Button("1 new lead – show").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(2);

        await other.GetByRole(AriaRole.Button, new() { Name = "Status", Exact = true }).ClickAsync();
        await other.GetByRole(AriaRole.Menuitem, new() { Name = "Mark contacted" }).ClickAsync();
        await Expect(Rows.Filter(new() { HasText = "Contacted" })).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_wrong_address_says_what_is_wrong_and_widens_nothing()
    {
        await OpenAsync("/leads?nothing=1");

        await Expect(Page.GetByText("There is no field 'nothing'.")).ToBeVisibleAsync();
        await Expect(Rows).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Works_by_keyboard_alone()
    {
        await OpenAsync("/leads");
        await Expect(Rows.First).ToBeVisibleAsync();

        await PressAsync("f");
        await Expect(Field("Search leads")).ToBeFocusedAsync();
        for (var step = 0; step < 30 && await Rows.First.EvaluateAsync<bool>("row => document.activeElement !== row"); step++) await PressAsync("Tab");
        await Expect(Rows.First).ToBeFocusedAsync();

        await PressAsync("ArrowDown", " ");
        await Expect(Page.GetByText("1 selected.")).ToBeVisibleAsync();
        var name = await Rows.Nth(1).Locator("a[data-row-link]").InnerTextAsync();
        await PressAsync("Enter");
        await Expect(Title).ToHaveTextAsync(name);

        await PressAsync("e");
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = $"Edit {name}" })).ToBeVisibleAsync();
        await PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private async Task<IReadOnlyList<int>> ScoresAsync() =>
        [.. (await Rows.Locator(".nx-score .nx-num").AllInnerTextsAsync()).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    private async Task SelectAllAsync(int count)
    {
        await Rows.First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Button("Select all that match").ClickAsync();
        await Expect(Page.GetByText($"All {count} that match are selected.")).ToBeVisibleAsync();
    }
}
