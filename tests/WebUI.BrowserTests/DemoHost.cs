using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Nexus;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests;

/// <summary>The application with the demo company, on a database and a port of its own, and its owner signed in.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    /// <summary>E-mail address of the owner.</summary>
    public const string Email = "olivia@merlion.example";
    /// <summary>Password of the owner.</summary>
    public const string Password = "merlion-harbour-2026";

    private readonly TestDatabase _database;
    private readonly WebApplicationFactory<Program> _application;

    private DemoHost(TestDatabase database, WebApplicationFactory<Program> application) => (_database, _application) = (database, application);

    /// <summary>Cookies of the owner.</summary>
    public string SignedIn { get; private set; } = "";

    public Uri Address => _application.ClientOptions.BaseAddress;

    public static async Task<DemoHost> StartAsync()
    {
        var database = await TestNexus.ADatabaseAsync();
        var application = new Served(database);
        application.UseKestrel(0);
        application.StartServer();
        var host = new DemoHost(database, application);
        await host.SignInAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task SignInAsync()
    {
        await using var context = await BrowserHost.Browser.NewContextAsync(new() { BaseURL = Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("sign-in"));
        SignedIn = await context.StorageStateAsync();
    }

    private sealed class Served(TestDatabase database) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Nexus", database.Connections.App);
            builder.UseSetting("ConnectionStrings:NexusOwner", database.Connections.Owner);
            builder.UseSetting("ConnectionStrings:NexusJob", database.Connections.Job);
            builder.UseSetting("Files:Folder", Directory.CreateTempSubdirectory("nexus-files-").FullName);
            builder.UseSetting("Security:PasswordIterations", "1000");
            builder.UseSetting("RateLimits:PerPrincipal", "1000000");
            builder.UseSetting("RateLimits:PerAddress", "1000000");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}

/// <summary>A browser page of the demo company's owner per test. The application is shared by all tests: they use records of their own.</summary>
public abstract class DemoTests : PageTests
{
    private static readonly Lazy<Task<DemoHost>> Host = new(DemoHost.StartAsync);
    private DemoHost _host = default!;

    protected override Uri Address => _host.Address;

    protected override string? StorageState => _host.SignedIn;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await Host.Value;

    internal static async Task StopAsync()
    {
        if (Host.IsValueCreated) await (await Host.Value).DisposeAsync();
    }

    /// <summary>axe finds nothing, and nothing scrolls sideways, in both themes on a desktop and on a phone.</summary>
    /// <param name="open">Opens what is looked at.</param>
    /// <param name="what">Names it where something is found.</param>
    protected async Task ExpectNoViolationAsync(Func<Task> open, string what)
    {
        foreach (var (theme, width) in new[] { (ColorScheme.Light, Desktop), (ColorScheme.Dark, Desktop), (ColorScheme.Light, Phone), (ColorScheme.Dark, Phone) })
        {
            await UseAsync(width, theme);
            await open();
            await ExpectNoViolationHereAsync($"{what}, {theme}, {width}");
        }
    }

    /// <summary>axe finds nothing on the page as it is, and nothing scrolls sideways.</summary>
    /// <param name="what">Names it where something is found.</param>
    protected async Task ExpectNoViolationHereAsync(string what)
    {
        var found = await Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        found.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}").ShouldBeEmpty(what);
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, what);
    }

    /// <summary>Headers of the owner for the API.</summary>
    protected async Task<Dictionary<string, string>> SignInAsync()
    {
        var session = await Context.APIRequest.PostAsync("/api/v1/auth/login", new() { DataObject = new { email = DemoHost.Email, password = DemoHost.Password } });
        return new() { ["Authorization"] = $"Bearer {(await session.JsonAsync())!.Value.GetProperty("accessToken").GetString()}" };
    }
}
