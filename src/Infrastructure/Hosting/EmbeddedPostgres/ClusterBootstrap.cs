using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>
/// What a superuser does once per server before NexusCrm can live there: database, roles, extensions. The statements are in
/// <c>cluster-bootstrap.sql</c>, which an operator runs with psql on a server of their own. Repeating it changes nothing.
/// </summary>
public static class ClusterBootstrap
{
    private const string Script = "cluster-bootstrap.sql";

    /// <summary>Creates what is missing of the database, the roles and the extensions.</summary>
    /// <param name="connections">Must have the superuser's (<see cref="DatabaseConnections.Admin"/>).</param>
    /// <param name="database">Name of the database to prepare.</param>
    /// <param name="ct">Stops between statements.</param>
    public static async Task RunAsync(DatabaseConnections connections, string database, CancellationToken ct)
    {
        await CreateDatabaseAsync(connections, database, ct);
        await using var target = NpgsqlDataSource.Create(OneConnection(connections.For(database)));
        await using var script = target.CreateCommand(await ReadScriptAsync(ct));
        await script.ExecuteNonQueryAsync(ct);
    }

    private static async Task CreateDatabaseAsync(DatabaseConnections connections, string database, CancellationToken ct)
    {
        await using var maintenance = NpgsqlDataSource.Create(OneConnection(connections.For("postgres")));
        await using var exists = maintenance.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await exists.ExecuteScalarAsync(ct) is not null) return;

        await using var create = maintenance.CreateCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(database)}");
        try
        {
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process on the same server was faster; the database is there, which is what was wanted.
        }
    }

    private static string OneConnection(DatabaseConnections connections) =>
        new NpgsqlConnectionStringBuilder(connections.Admin ?? throw new InvalidOperationException("The bootstrap needs the superuser's connection.")) { Pooling = false }.ConnectionString;

    private static async Task<string> ReadScriptAsync(CancellationToken ct)
    {
        await using var stream = typeof(ClusterBootstrap).Assembly.GetManifestResourceStream(typeof(ClusterBootstrap), Script)
            ?? throw new InvalidOperationException($"The resource {Script} is missing.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
