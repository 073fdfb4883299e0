using Microsoft.Extensions.Configuration;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence;

/// <summary>One connection string per database role.</summary>
/// <param name="Owner"><c>nexus_owner</c>: owns the schema; migrations only.</param>
/// <param name="App"><c>nexus_app</c>: requests; rows of the current organization only.</param>
/// <param name="Job"><c>nexus_job</c>: background work; as the app, and may list organizations.</param>
/// <param name="Admin">The superuser. Null on a server that is not ours.</param>
public sealed record DatabaseConnections(string Owner, string App, string Job, string? Admin = null)
{
    private const string AppName = "Nexus", OwnerName = "NexusOwner", JobName = "NexusJob";

    /// <summary>
    /// Reads <c>ConnectionStrings:Nexus</c>, <c>NexusOwner</c> and <c>NexusJob</c>. Without the first there are none: the embedded server is used.
    /// The owner's and the job's fall back to the first, for servers with a single role.
    /// </summary>
    public static DatabaseConnections? FromConfiguration(IConfiguration configuration)
    {
        var app = configuration.GetConnectionString(AppName);
        if (string.IsNullOrWhiteSpace(app)) return null;

        return new DatabaseConnections(Or(configuration.GetConnectionString(OwnerName), app), app, Or(configuration.GetConnectionString(JobName), app));
    }

    /// <summary>The same server and roles, another database.</summary>
    public DatabaseConnections For(string database) =>
        new(With(Owner, database), With(App, database), With(Job, database), Admin is null ? null : With(Admin, database));

    /// <summary>The roles of an embedded server, which has no passwords behind its private socket folder. Together the pools stay below its 100 connections.</summary>
    internal static DatabaseConnections OverSocket(string folder, string database, string superuser)
    {
        return new DatabaseConnections(As("nexus_owner", 5), As("nexus_app", 60), As("nexus_job", 20), As(superuser, 5));

        string As(string role, int poolSize) => new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Database = database,
            Username = role,
            MaxPoolSize = poolSize,
            ApplicationName = "NexusCrm",
        }.ConnectionString;
    }

    private static string Or(string? configured, string otherwise) => string.IsNullOrWhiteSpace(configured) ? otherwise : configured;

    private static string With(string connection, string database) => new NpgsqlConnectionStringBuilder(connection) { Database = database }.ConnectionString;
}
