using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests;

/// <summary>A browser page per test. Fails a test that broke the content security policy or threw in the browser.</summary>
public abstract class PageTests
{
    private readonly ConcurrentQueue<string> _faults = [];
    private IBrowserContext? _context;
    private IPage? _page;

    protected const int Desktop = 1440;
    protected const int Phone = 390;

    /// <summary>Where the application is.</summary>
    protected virtual Uri Address => BrowserHost.Application.Address;

    /// <summary>Cookies to begin with; none for nobody.</summary>
    protected virtual string? StorageState => null;

    protected IPage Page => _page ?? throw new InvalidOperationException("No page is open.");

    protected IBrowserContext Context => _context ?? throw new InvalidOperationException("No page is open.");

    [SetUp]
    public Task OpenPageAsync() => UseAsync(Desktop, ColorScheme.Light);

    [TearDown]
    public async Task ClosePageAsync()
    {
        if (_context is not null) await _context.CloseAsync();
        _faults.ShouldBeEmpty();
    }

    /// <summary>Starts again with another width, in pixels, and system theme.</summary>
    protected async Task UseAsync(int width, ColorScheme theme)
    {
        if (_context is not null) await _context.CloseAsync();
        _context = await BrowserHost.Browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            StorageState = StorageState,
            ViewportSize = new() { Width = width, Height = width == Phone ? 844 : 900 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        _context.SetDefaultTimeout(BrowserHost.Patience);
        _page = await _context.NewPageAsync();
        _page.PageError += (_, error) => _faults.Enqueue(error);
        _page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) _faults.Enqueue(message.Text);
        };
    }

    /// <summary>Opens a page and waits until it is interactive.</summary>
    protected async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Expect(Page.Locator("[data-interactive]")).ToBeAttachedAsync();
    }

    /// <summary>Waits until something that no locator can say is so.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> isSo, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(BrowserHost.Patience));
        while (!await isSo())
        {
            patience.IsCancellationRequested.ShouldBeFalse(what);
            await Task.Delay(100);
        }
    }

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    protected async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys) await Page.Keyboard.PressAsync(key);
    }
}
