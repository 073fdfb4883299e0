using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>One statement on a connection of its own.</summary>
internal static class Sql
{
    /// <summary>The first column of every row.</summary>
    public static async Task<List<string>> ListAsync(string connection, string query)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync()) values.Add(reader.GetString(0));
        return values;
    }

    /// <summary>The SQLSTATE that the statement is refused with; null when it is not.</summary>
    public static async Task<string?> StateOfAsync(string connection, string statement)
    {
        try
        {
            await ListAsync(connection, statement);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
