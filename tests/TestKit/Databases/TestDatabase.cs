using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.TestKit.Databases;

/// <summary>A database of one fixture's own; dropped on disposal, whoever is still connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal TestDatabase(string name, DatabaseConnections connections)
    {
        Name = name;
        Connections = connections;
    }

    public string Name { get; }

    /// <summary>Connections of every role, the superuser included.</summary>
    public DatabaseConnections Connections { get; }

    public async ValueTask DisposeAsync() => await AdministerAsync(Connections, $"drop database if exists {Name} with (force)");

    internal static async Task AdministerAsync(DatabaseConnections connections, string statement)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connections.For("postgres").Admin) { Pooling = false };
        await using var server = NpgsqlDataSource.Create(maintenance);
        await using var command = server.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
