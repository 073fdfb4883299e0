using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Access;

/// <summary>A member of the demo company in a browser of their own, with a session of their own.</summary>
internal sealed class Person : IAsyncDisposable
{
    public const string Password = "merlion-harbour-2026";

    private readonly IBrowserContext _context;

    private Person(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Signs in by the form.</summary>
    public static async Task<Person> SignInAsync(Uri address, string firstName)
    {
        var context = await BrowserHost.Browser.NewContextAsync(new() { BaseURL = address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        var person = new Person(context, await context.NewPageAsync());
        await person.EnterPasswordAsync(firstName);
        await Expect(person.Page).Not.ToHaveURLAsync(new Regex("sign-in"), new() { Timeout = 30_000 });
        return person;
    }

    public async Task EnterPasswordAsync(string firstName)
    {
        await Page.GotoAsync("/sign-in");
        await Field("E-mail").FillAsync($"{firstName}@merlion.example");
        await Field("Password").FillAsync(Password);
        await Button("Sign in").ClickAsync();
    }

    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Expect(Page.Locator("[data-interactive]")).ToBeAttachedAsync(new() { Timeout = 30_000 });
    }

    /// <summary>Nobody again, in the same browser.</summary>
    public Task ForgetAsync() => _context.ClearCookiesAsync();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public ILocator Rail(string link) => Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = link, Exact = true });

    public Task<ICDPSession> DevToolsAsync() => _context.NewCDPSessionAsync(Page);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
