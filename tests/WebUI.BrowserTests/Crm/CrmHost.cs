using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Nexus;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Crm;

/// <summary>The application with the demo company, on a database and a port of its own, and a person who is signed in.</summary>
internal sealed class CrmHost : IAsyncDisposable
{
    private const string Email = "olivia@merlion.example";
    private const string Password = "merlion-harbour-2026";

    private readonly TestDatabase _database;
    private readonly WebApplicationFactory<Program> _application;

    private CrmHost(TestDatabase database, WebApplicationFactory<Program> application) => (_database, _application) = (database, application);

    /// <summary>Cookies of the signed-in person.</summary>
    public string SignedIn { get; private set; } = "";

    public Uri Address => _application.ClientOptions.BaseAddress;

    public static async Task<CrmHost> StartAsync()
    {
        var database = await TestNexus.ADatabaseAsync();
        var application = new Served(database);
        application.UseKestrel(0);
        application.StartServer();
        var host = new CrmHost(database, application);
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
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sign-in"));
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
            builder.UseSetting("Security:PasswordIterations", "1000");
            builder.UseSetting("RateLimits:PerPrincipal", "1000000");
            builder.UseSetting("RateLimits:PerAddress", "1000000");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}
