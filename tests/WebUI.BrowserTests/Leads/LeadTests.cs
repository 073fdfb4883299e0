using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>What tests of leads do again and again. Each test makes leads of its own names.</summary>
public abstract partial class LeadTests : DemoTests
{
    /// <summary>A name that no other test uses.</summary>
    protected static string AName(string name) => $"{name} {Guid.CreateVersion7().ToString("N")[24..]}";

    protected ILocator Rows => Page.Locator("tr[data-row]");

    protected ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    protected ILocator Toast(string text) => Page.Locator(".nx-toast", new() { HasText = text });

    protected ILocator MenuItem(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    /// <summary>Adds a lead through the form and ends on its page; answers its address.</summary>
    protected async Task<string> AddLeadAsync(string lastName, IPage? on = null, string? email = null)
    {
        var page = on ?? Page;
        await page.GotoAsync("/leads/new");
        await Expect(page.Locator("[data-interactive]")).ToBeAttachedAsync();
        await page.GetByLabel("Last name", new() { Exact = true }).FillAsync(lastName);
        if (email is not null) await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save lead" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(LeadAddress());
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>A page of a second person who looks at the same company.</summary>
    protected async Task<IPage> AnotherPageAsync()
    {
        var context = await BrowserHost.Browser.NewContextAsync(new() { BaseURL = Address.ToString(), StorageState = StorageState, ReducedMotion = ReducedMotion.Reduce });
        _others.Add(context);
        return await context.NewPageAsync();
    }

    [TearDown]
    public async Task CloseOthersAsync()
    {
        foreach (var context in _others) await context.CloseAsync();
        _others.Clear();
    }

    [GeneratedRegex("/leads/[0-9a-f-]{36}$")]
    protected static partial Regex LeadAddress();

    private readonly List<IBrowserContext> _others = [];
}
