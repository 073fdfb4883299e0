using NexusCrm.Infrastructure.Audit;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Seeding;

namespace NexusCrm.WebUI.Hosting;

/// <summary>What the one binary can do: <c>serve</c> (unless told), <c>migrate</c>, <c>seed NAME</c>, <c>verify-audit</c>.</summary>
internal static class Verbs
{
    private const int Failed = 1;

    /// <summary>Opens the configured database, or starts the embedded one.</summary>
    public static async Task<NexusDatabase> OpenDatabaseAsync(this WebApplicationBuilder builder)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        return await NexusDatabase.OpenAsync(builder.Configuration, builder.Environment, logs.CreateLogger("NexusCrm.Database"));
    }

    /// <summary>Runs the verb, which stands before all options; null when the application is to serve.</summary>
    public static async Task<int?> RunVerbAsync(this WebApplication app, string[] args, NexusDatabase database)
    {
        switch (args.TakeWhile(a => !a.StartsWith('-')).ToArray())
        {
            case [] or ["serve"]:
                return await PrepareAsync(app, database);
            case ["migrate"]:
                await DatabaseMigrator.MigrateAsync(database.Connections, CancellationToken.None);
                return 0;
            case ["seed", var name]:
                await DatabaseMigrator.MigrateAsync(database.Connections, CancellationToken.None);
                return await SeedAsync(app, name);
            case ["verify-audit"]:
                return await VerifyAuditAsync(app);
            default:
                await Console.Error.WriteLineAsync("Usage: NexusCrm [serve | migrate | seed NAME | verify-audit]");
                return Failed;
        }
    }

    /// <summary>In Development the database is made ready and filled; elsewhere it must be ready, so that a deployment decides when it changes.</summary>
    private static async Task<int?> PrepareAsync(WebApplication app, NexusDatabase database)
    {
        if (app.Environment.IsDevelopment())
        {
            await DatabaseMigrator.MigrateAsync(database.Connections, CancellationToken.None);
            if (app.Configuration.GetValue("Seed", true)) await SeedDemoAsync(app);
            return null;
        }

        if (!await DatabaseMigrator.IsBehindAsync(database.Connections, CancellationToken.None)) return null;
        await Console.Error.WriteLineAsync("The database schema is older than this build. Run the verb 'migrate' first.");
        return Failed;
    }

    private static async Task<int> SeedAsync(WebApplication app, string name)
    {
        var profiles = app.Services.GetServices<ISeedProfile>().ToList();
        var profile = profiles.Find(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        if (profile is null)
        {
            await Console.Error.WriteLineAsync($"There is no seed '{name}'. There are: {string.Join(", ", profiles.Select(p => p.Name))}.");
            return Failed;
        }

        await profile.SeedAsync(CancellationToken.None);
        Print(profile);
        return 0;
    }

    /// <summary>Says of each organization's trail whether it holds, or where it first does not.</summary>
    private static async Task<int> VerifyAuditAsync(WebApplication app)
    {
        var exitCode = 0;
        await foreach (var trail in app.Services.GetRequiredService<AuditInspection>().InspectAsync(CancellationToken.None))
        {
            if (trail.Finding is null)
            {
                Console.WriteLine($"{trail.OrganizationId}: whole, {trail.Reached.Seq} entries, personal values of {trail.Reached.Erased} erased");
                continue;
            }

            exitCode = Failed;
            Console.WriteLine($"{trail.OrganizationId}: BROKEN{(trail.Finding.Seq is { } seq ? $" at {seq}" : "")}: {trail.Finding.Problem}");
        }

        return exitCode;
    }

    private static async Task SeedDemoAsync(WebApplication app)
    {
        var demo = app.Services.GetServices<ISeedProfile>().First(p => p.Name == "demo");
        await demo.SeedAsync(CancellationToken.None);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine($"\nNexusCrm is at {string.Join(" and ", app.Urls)}");
            Print(demo);
        });
    }

    private static void Print(ISeedProfile profile)
    {
        if (profile.SignIns.Count > 0) Console.WriteLine("Sign in as:");
        foreach (var account in profile.SignIns) Console.WriteLine($"  {account.Email,-28} {account.Password,-24} {account.Role}");
    }
}
