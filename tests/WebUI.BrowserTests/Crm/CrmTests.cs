using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Crm;

/// <summary>Pages of a signed-in person over one application per fixture.</summary>
public abstract class CrmTests : PageTests
{
    private CrmHost? _host;

    protected override Uri Address => _host!.Address;

    protected override string? StorageState => _host!.SignedIn;

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await CrmHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>Opens the first record of a list.</summary>
    protected async Task OpenFirstAsync(string list)
    {
        await OpenAsync(list);
        await FirstRow.ClickAsync();
        await Expect(Page.Locator(".nx-record")).ToBeVisibleAsync();
    }

    /// <summary>The link of a list's first row.</summary>
    protected ILocator FirstRow => Page.Locator("[data-row-link]").First;

    protected ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true });
}
