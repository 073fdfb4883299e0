using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.TestKit;

namespace NexusCrm.Benchmarks.Hosts;

/// <summary>The product over real HTTP on a durable PostgreSQL of its own; both in this machine's two cores, as a small customer would run them.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly Product _product;
    private readonly string _home;

    private BenchServer(EmbeddedPostgres postgres, Product product, string home) => (_postgres, _product, _home) = (postgres, product, home);

    public DatabaseConnections Connections => _postgres.Connections;

    public IPEndPoint Address => new(IPAddress.Loopback, _product.ClientOptions.BaseAddress.Port);

    public static async Task<BenchServer> StartAsync()
    {
        var home = Directory.CreateTempSubdirectory("nexuscrm-bench-").FullName;
        var options = new EmbeddedPostgresOptions { DataDirectory = home, NodeModules = [Path.Combine(Repository.Root, "src", "WebUI", "Client", "node_modules")] };
        var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);
        await DatabaseMigrator.MigrateAsync(postgres.Connections, CancellationToken.None);
        var product = new Product(postgres.Connections, home);
        product.UseKestrel(0);
        product.StartServer();
        return new BenchServer(postgres, product, home);
    }

    /// <summary>Signs up an organization; its token lasts fifteen minutes.</summary>
    public async Task<Tenant> AddTenantAsync(string name)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{Address}") };
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email = $"{Guid.CreateVersion7():N}@bench.example", password = "orchid-ferry-lantern-88", firstName = "Ben", lastName = "Chua", organizationName = name });
        answer.EnsureSuccessStatusCode();
        var tokens = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return new Tenant((Guid)tokens["organization"]!["id"]!, (Guid)tokens["user"]!["id"]!, (string)tokens["accessToken"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private sealed class Product(DatabaseConnections connections, string home) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            builder.UseContentRoot(Path.Combine(Repository.Root, "src", "WebUI"));
            builder.UseSetting("ConnectionStrings:Nexus", connections.App);
            builder.UseSetting("ConnectionStrings:NexusOwner", connections.Owner);
            builder.UseSetting("ConnectionStrings:NexusJob", connections.Job);
            builder.UseSetting("Email:DropFolder", Path.Combine(home, "mail"));
            builder.UseSetting("Files:Folder", Path.Combine(home, "uploads"));
            builder.UseSetting("RateLimits:PerPrincipal", "100000000");
            builder.UseSetting("RateLimits:PerAddress", "100000000");
            builder.UseSetting("RateLimits:SignIn", "100000");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}

/// <summary>An organization with its owner's bearer token.</summary>
internal sealed record Tenant(Guid Organization, Guid Owner, string Token);
