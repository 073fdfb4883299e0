using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace NexusCrm.WebUI.BrowserTests;

/// <summary>The application on a port of its own, in this process.</summary>
public sealed class Application : WebApplicationFactory<Program>
{
    public Application()
    {
        UseKestrel(0);
        StartServer();
    }

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Development");
}

/// <summary>One application and one browser for all tests of this assembly.</summary>
[SetUpFixture]
public sealed class BrowserHost
{
    /// <summary>How long a condition is waited for, in milliseconds: generous, for a machine that does much else.</summary>
    public const int Patience = 60_000;

    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;
    private static readonly Lazy<Application> s_application = new(() => new Application());

    public static IBrowser Browser => s_browser ?? throw new InvalidOperationException("The browser was not started.");

    /// <summary>Started by the first test that needs it.</summary>
    public static Application Application => s_application.Value;

    private static string ChromiumPath =>
        Environment.GetEnvironmentVariable("CHROMIUM_PATH")
        ?? Array.Find(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"], File.Exists)
        ?? throw new InvalidOperationException("Chromium was not found: install it, or name it in CHROMIUM_PATH.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        s_playwright = await Playwright.CreateAsync();
        // Root, as in a build container, cannot use Chromium's sandbox.
        s_browser = await s_playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumPath, Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await DemoTests.StopAsync();
        if (s_browser is not null) await s_browser.DisposeAsync();
        s_playwright?.Dispose();
        if (s_application.IsValueCreated) await s_application.Value.DisposeAsync();
    }
}
