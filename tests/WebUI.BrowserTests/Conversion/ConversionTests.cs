using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Conversion;

public sealed class ConversionTests : DemoTests
{
    [Test]
    public async Task A_lead_is_converted_as_previewed_and_the_conversion_is_undone()
    {
        var lead = await AddLeadAsync("Kallang Optics");
        await OpenAsync($"{lead}/convert");
        await Expect(Page.GetByText("“Kallang Optics” is created with:")).ToBeVisibleAsync();
        await Card("Deal").GetByLabel("Create a new deal").CheckAsync();
        await Field("Deal name").FillAsync("Kallang lenses");
        await Field("Deal name").BlurAsync();
        await Expect(Page.GetByText("“Kallang lenses” is created with:")).ToBeVisibleAsync();

        await Button("Convert lead").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/deals/"));
        await Button("Undo").ClickAsync();

        await Expect(Page).ToHaveURLAsync(new Regex($"{lead}$"));
        await Expect(Page.GetByText("The conversion was undone.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_existing_record_that_is_not_chosen_yet_is_asked_for()
    {
        var lead = await AddLeadAsync("Tampines Tools");
        await OpenAsync($"{lead}/convert");
        await Card("Account").GetByLabel("An existing account").CheckAsync();
        await Button("Convert lead").ClickAsync();

        await Expect(Page.GetByText("Choose the account, create a new one, or go without.").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_page_has_no_violation()
    {
        var lead = await AddLeadAsync("Bedok Bikes");
        await ExpectNoViolationAsync(async () =>
        {
            await OpenAsync($"{lead}/convert");
            await Card("Deal").GetByLabel("Create a new deal").CheckAsync();
            await Expect(Field("Deal name")).ToBeVisibleAsync();
        }, "Conversion");
    }

    private ILocator Card(string title) => Page.GetByRole(AriaRole.Group, new() { Name = title, Exact = true });

    private async Task<string> AddLeadAsync(string company)
    {
        await OpenAsync("/leads/new");
        await Field("Last name").FillAsync("Optician");
        await Field("Company").FillAsync(company);
        await Button("Save lead").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/leads/[0-9a-f-]{36}$"));
        return new Uri(Page.Url).AbsolutePath;
    }
}
