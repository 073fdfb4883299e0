using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Persistence.Conventions;
using NexusCrm.TestKit.Nexus;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Persistence;

/// <summary>What the database itself refuses, with the application's filters out of the way (S02, S03, S04).</summary>
[TestFixture]
internal sealed class RowLevelSecurityTests
{
    private TestNexus _nexus = null!;
    private TestOrganization _a = null!;
    private TestOrganization _b = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _nexus = await TestNexus.StartAsync();
        _a = await _nexus.AnOrganizationAsync("A");
        _b = await _nexus.AnOrganizationAsync("B");
        foreach (var organization in new[] { _a, _b }) await AddLeadAsync(organization);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [Test]
    public async Task Every_table_is_organization_owned_with_forced_security_or_listed_as_global()
    {
        const string sql = """
            select c.relname, c.relrowsecurity and c.relforcerowsecurity, exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation'),
                   exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')
            """;
        var holes = new List<string>();
        await foreach (var row in RowsAsync(_nexus.Connections.Admin!, sql))
        {
            var table = (string)row[0];
            if (table == "__EFMigrationsHistory" || table.StartsWith(GlobalTables.JobStorePrefix, StringComparison.Ordinal) || GlobalTables.Reasons.ContainsKey(table)) continue;
            if (row is not [_, true, true, _]) holes.Add($"{table}: forced={row[1]} policy={row[2]}");
            if (row is [_, _, _, false] && table != "organizations") holes.Add($"{table}: no organization_id");
        }

        holes.ShouldBeEmpty();
    }

    [Test]
    public async Task Primary_and_unique_keys_of_owned_tables_start_with_the_organization()
    {
        const string sql = """
            select c.relname, i.relname, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0])::text
            from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and x.indisunique and c.relrowsecurity and c.relname <> 'organizations'
            """;
        var wrong = new List<string>();
        await foreach (var row in RowsAsync(_nexus.Connections.Admin!, sql))
        {
            if ((string)row[2] != "organization_id") wrong.Add($"{row[0]}.{row[1]} starts with {row[2]}");
        }

        wrong.ShouldBeEmpty();
    }

    [Test]
    public async Task Foreign_keys_between_owned_tables_carry_the_organization()
    {
        const string sql = """
            select k.conname, c.relname, f.relname,
                   exists (select 1 from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n where a.attname = 'organization_id')
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
            where k.contype = 'f' and c.relrowsecurity and f.relrowsecurity
            """;
        var wrong = new List<string>();
        await foreach (var row in RowsAsync(_nexus.Connections.Admin!, sql))
        {
            if (row is [_, _, _, false]) wrong.Add($"{row[0]}: {row[1]} to {row[2]}");
        }

        wrong.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_an_organization_nothing_is_visible()
    {
        (await CountLeadsAsync(setting: null)).ShouldBe(0);
        (await CountLeadsAsync(setting: "")).ShouldBe(0);
    }

    [Test]
    public async Task With_an_organization_only_its_rows_are_visible_even_without_the_applications_filter() =>
        (await CountLeadsAsync(_a.Id.ToString())).ShouldBe(1);

    [Test]
    public async Task Rows_of_another_organization_cannot_be_written_moved_or_deleted()
    {
        await using var source = NpgsqlDataSource.Create(_nexus.Connections.App);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, $"select set_config('app.organization_id', '{_a.Id}', false)");

        (await ExecuteAsync(connection, $"update leads set score = 1 where organization_id = '{_b.Id}'")).ShouldBe(0);
        (await ExecuteAsync(connection, $"delete from leads where organization_id = '{_b.Id}'")).ShouldBe(0);
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, $"update leads set organization_id = '{_b.Id}'"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, "truncate leads"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, "alter table leads disable row level security"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task A_pooled_connection_forgets_the_organization()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_nexus.Connections.App) { MaxPoolSize = 1 });
        await using (var first = await source.OpenConnectionAsync()) await ExecuteAsync(first, $"select set_config('app.organization_id', '{_a.Id}', false)");

        await using var second = await source.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("select count(*) from leads", second);
        (await count.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Test]
    public async Task The_applications_filter_alone_would_also_hold()
    {
        var seen = await _a.Owner.WithDbAsync(db => db.Set<Lead>().Select(l => l.OrganizationId).Distinct().ToListAsync());

        seen.ShouldBe([_a.Id]);
    }

    private static async Task AddLeadAsync(TestOrganization organization) => await organization.Owner.WithDbAsync(async db =>
    {
        db.Add(Lead.Create(organization.Id, new LeadDetails { LastName = "Tan" }, DateTimeOffset.UnixEpoch, organization.Owner.UserId).Value);
        return await db.SaveChangesAsync();
    });

    private async Task<long> CountLeadsAsync(string? setting)
    {
        await using var source = NpgsqlDataSource.Create(_nexus.Connections.App);
        await using var connection = await source.OpenConnectionAsync();
        if (setting is not null) await ExecuteAsync(connection, $"select set_config('app.organization_id', '{setting}', false)");
        await using var count = new NpgsqlCommand("select count(*) from leads", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return values;
        }
    }
}
