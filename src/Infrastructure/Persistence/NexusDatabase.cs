using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NexusCrm.Infrastructure.Hosting;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence;

/// <summary>
/// The application's database: the server of <c>ConnectionStrings:Nexus</c>, or an embedded one that this object owns. Open it before the
/// host is built (services need the connection strings) and dispose it after the host has stopped.
/// </summary>
public sealed class NexusDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private NexusDatabase(DatabaseConnections connections, EmbeddedPostgres? embedded)
    {
        Connections = connections;
        _embedded = embedded;
    }

    /// <summary>How each role reaches the database.</summary>
    public DatabaseConnections Connections { get; }

    /// <summary>True when the server runs as a child of this application.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>Starts the embedded server, or checks the configured one.</summary>
    /// <exception cref="EmbeddedPostgresException">The embedded server could not be started.</exception>
    /// <exception cref="UnsafeDatabaseRoleException">The configured role would see every organization's rows.</exception>
    public static async Task<NexusDatabase> OpenAsync(IConfiguration configuration, IHostEnvironment environment, ILogger log, CancellationToken ct = default)
    {
        if (DatabaseConnections.FromConfiguration(configuration) is { } configured)
        {
            await RefuseUnsafeRoleAsync("Nexus", configured.App, ct);
            await RefuseUnsafeRoleAsync("NexusJob", configured.Job, ct);
            return new NexusDatabase(configured, embedded: null);
        }

        var embedded = await EmbeddedPostgres.StartAsync(Options(configuration, environment), log, ct);
        return new NexusDatabase(embedded.Connections, embedded);
    }

    /// <summary>Stops the embedded server; leaves a configured one alone.</summary>
    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static EmbeddedPostgresOptions Options(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(EmbeddedPostgresOptions.Section);
        var root = environment.ContentRootPath;
        return new EmbeddedPostgresOptions
        {
            DataDirectory = section[nameof(EmbeddedPostgresOptions.DataDirectory)] ?? Path.Combine(DataFolder.For(root), "postgres"),
            BinariesPath = section[nameof(EmbeddedPostgresOptions.BinariesPath)],
            NodeModules = [Path.Combine(root, "Client", "node_modules"), Path.Combine(root, "node_modules")],
            Settings = section.GetSection(nameof(EmbeddedPostgresOptions.Settings)).GetChildren().Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!),
        };
    }

    /// <summary>A superuser or a BYPASSRLS role reads every organization's rows whatever the policies say.</summary>
    private static async Task RefuseUnsafeRoleAsync(string name, string connection, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var question = server.CreateCommand("select current_user::text from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)");
        if (await question.ExecuteScalarAsync(ct) is string role) throw new UnsafeDatabaseRoleException(name, role);
    }
}

/// <summary>The application would run as a role that row-level security does not hold.</summary>
public sealed class UnsafeDatabaseRoleException(string connection, string role)
    : Exception($"ConnectionStrings:{connection} signs in as '{role}', which bypasses row-level security: every organization would see every other's records. Use nexus_app or nexus_job (docs/operations.md).");
