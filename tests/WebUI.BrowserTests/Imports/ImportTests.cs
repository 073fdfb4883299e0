using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Imports;

public sealed class ImportTests : DemoTests
{
    [Test]
    public async Task A_messy_file_goes_through_the_wizard_to_its_failure_file_and_back_out()
    {
        await UploadAsync("messy");
        await Expect(Field("E-mail goes into")).ToHaveValueAsync("email");
        await Button("Next").ClickAsync();
        await Button("Check the file").ClickAsync();

        await ExpectCountAsync("Would be created", MessyLeads.Created);
        await ExpectCountAsync("Would be skipped", MessyLeads.Skipped);
        await ExpectCountAsync("Cannot be imported", MessyLeads.Failed);
        await Expect(Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("59 E-mail") })).ToBeVisibleAsync();

        await Button($"Import {MessyLeads.Created} leads").ClickAsync();
        await ExpectCountAsync("Created", MessyLeads.Created);
        await ExpectCountAsync("Failed", MessyLeads.Failed);
        (await FailuresAsync()).ShouldBe(["59", "60", "61"]);

        await Button("Undo import").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/jobs/"));
        await ExpectCountAsync("Undone", MessyLeads.Created);
    }

    [Test]
    public async Task Two_columns_for_one_field_are_refused_at_once_and_going_back_keeps_what_was_entered()
    {
        await UploadAsync("twice");
        await Field("Notes goes into").SelectOptionAsync("email");

        await Expect(Page.GetByText("E-mail takes one column. Leave one of them out.").First).ToBeVisibleAsync();
        await Field("Notes goes into").SelectOptionAsync("");
        await Expect(Page.GetByText("E-mail takes one column.")).ToHaveCountAsync(0);

        await Button("Next").ClickAsync();
        await Page.GetByLabel("Update the record").CheckAsync();
        await Button("Back").ClickAsync();
        await Expect(Field("Notes goes into")).ToHaveValueAsync("");
        await Button("Next").ClickAsync();
        await Expect(Page.GetByLabel("Update the record")).ToBeCheckedAsync();
    }

    [Test]
    public async Task A_file_that_was_read_wrongly_is_read_as_the_person_says()
    {
        await UploadAsync("reading");
        await Field("The first line").SelectOptionAsync("False");

        await Expect(Page.GetByLabel("Column 1 goes into")).ToBeVisibleAsync();
        await Field("The first line").SelectOptionAsync("True");
        await Expect(Field("First Name goes into")).ToHaveValueAsync("firstName");
    }

    [Test]
    public async Task A_file_that_is_no_text_is_refused_in_words()
    {
        await OpenAsync("/leads/import");
        await Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "leads.xlsx", MimeType = "text/csv", Buffer = [0x50, 0x4B, 0x03, 0x04, 0, 0] });

        await Expect(Page.GetByText("Save it as CSV and upload that.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Each_step_has_no_violation()
    {
        await ExpectNoViolationAsync(() => OpenAsync("/leads/import"), "Upload");
        await ExpectNoViolationAsync(() => UploadAsync("axe"), "Columns");
        await ExpectNoViolationAsync(async () =>
        {
            await UploadAsync("axe");
            await Button("Next").ClickAsync();
            await Expect(Button("Check the file")).ToBeVisibleAsync();
        }, "Options");
        await ExpectNoViolationAsync(async () =>
        {
            await UploadAsync("axe");
            await Button("Next").ClickAsync();
            await Button("Check the file").ClickAsync();
            await ExpectCountAsync("Cannot be imported", MessyLeads.Failed);
        }, "Check");
        await ExpectNoViolationAsync(() => OpenAsync("/jobs"), "Jobs");
    }

    private async Task UploadAsync(string run)
    {
        await OpenAsync("/leads/import");
        await Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "messy.csv", MimeType = "text/csv", Buffer = MessyLeads.File(run) });
        await Expect(Button("Next")).ToBeVisibleAsync();
    }

    private Task ExpectCountAsync(string name, int count) =>
        Expect(Page.Locator(".nx-counts > div", new() { Has = Page.GetByText(name, new() { Exact = true }) }).Locator("dd")).ToHaveTextAsync($"{count}");

    /// <summary>The row numbers of the failure file: each of its lines ends in row, column, code and message.</summary>
    private async Task<IEnumerable<string>> FailuresAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Download failed rows" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines[0].ShouldEndWith(",row,column,code,message");
        return lines.Skip(1).Select(line => Regex.Match(line, @",(\d+),[^,]*,[a-z_]+,").Groups[1].Value);
    }
}
