using NexusCrm.Infrastructure.Persistence;
using NexusCrm.TestKit.Databases;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>What every database test rests on: one preparation, independent copies.</summary>
public sealed class DatabaseTemplateTests
{
    [Test]
    public async Task The_template_is_prepared_once_and_its_copies_are_independent()
    {
        var preparations = 0;
        var template = new DatabaseTemplate("template_tests", async connections =>
        {
            preparations++;
            await RunAsync(connections.Owner, "create table words (word text); grant select, insert on words to nexus_app");
        });

        var clones = await Task.WhenAll(template.CloneAsync(), template.CloneAsync());
        await RunAsync(clones[0].Connections.App, "insert into words values ('only here')");

        preparations.ShouldBe(1);
        (await RunAsync(clones[0].Connections.App, "select count(*) from words")).ShouldBe(1L);
        (await RunAsync(clones[1].Connections.App, "select count(*) from words")).ShouldBe(0L);
        foreach (var clone in clones) await clone.DisposeAsync();
    }

    [Test]
    public async Task A_copy_of_the_migrated_template_has_the_schema_of_this_build()
    {
        await using var database = await Databases.Migrated.CloneAsync();

        (await DatabaseMigrator.IsBehindAsync(database.Connections, CancellationToken.None)).ShouldBeFalse();
        (await RunAsync(database.Connections.Admin!, "select count(*) from leads")).ShouldBe(0L);
    }

    private static async Task<object?> RunAsync(string connection, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
