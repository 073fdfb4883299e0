using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence.Interceptors;
using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Merging;

/// <summary>Moves what refers to merged records, one statement per column however many rows there are. What it moved is written down as JSON: old values of columns, rows of joining tables before and after.</summary>
internal sealed class PostgresRecordMoves(NexusDbContext db) : IRecordMoves
{
    public async Task<string> MoveAsync(RecordType type, Guid winner, IReadOnlyList<Guid> losers, DateTimeOffset at, Guid? by, CancellationToken ct)
    {
        var (map, merge) = (MergeMap.Of[type], new Merge(winner, [.. losers], at, by));
        var moves = new Moves([], []);
        foreach (var column in map.Columns) moves.Columns[Key(column)] = await MoveAsync(column, merge, ct);
        foreach (var join in map.Joins) moves.Joins[Key(join)] = await MoveAsync(join, merge, ct);
        return JsonSerializer.Serialize(moves);
    }

    public async Task<IReadOnlyList<KeptRow>> MoveBackAsync(RecordType type, Guid winner, string moves, DateTimeOffset at, Guid? by, CancellationToken ct)
    {
        var (map, merge, journal) = (MergeMap.Of[type], new Merge(winner, [], at, by), JsonSerializer.Deserialize<Moves>(moves)!);
        var kept = new List<KeptRow>();
        foreach (var join in map.Joins.Where(j => journal.Joins.ContainsKey(Key(j)))) kept.AddRange(await MoveBackAsync(join, journal.Joins[Key(join)], merge, ct));
        foreach (var column in map.Columns.Where(c => journal.Columns.ContainsKey(Key(c)))) kept.AddRange(await MoveBackAsync(column, journal.Columns[Key(column)], merge, ct));
        return kept;
    }

    private static string Key(MovedColumn column) => $"{column.Table}.{column.Column}";

    private static string Key(JoinTable join) => $"{join.Table}.{join.Column}";

    private async Task<JsonArray> MoveAsync(MovedColumn column, Merge merge, CancellationToken ct)
    {
        var sql = $"""
            with old as (
                select id, {column.Column} as was from {column.Table}
                where organization_id = @org and {column.Column} = any(@losers) and id <> @winner and id <> all(@losers){And(column)}),
            moved as (
                update {column.Table} t set {column.Column} = @winner{Touched(column.Versioned)} from old where t.organization_id = @org and t.id = old.id
                returning old.id, old.was)
            select coalesce(jsonb_agg(jsonb_build_object('id', id, 'was', was)), '[]')::text from moved
            """;
        return await ReadAsync(sql, merge, [], ct);
    }

    private async Task<IEnumerable<KeptRow>> MoveBackAsync(MovedColumn column, JsonArray rows, Merge merge, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        var sql = $"""
            with journal as (select * from jsonb_to_recordset(@rows) as r(id uuid, was uuid)),
            back as (
                update {column.Table} t set {column.Column} = journal.was{Touched(column.Versioned)} from journal
                where t.organization_id = @org and t.id = journal.id and t.{column.Column} = @winner
                returning t.id)
            select coalesce(jsonb_agg(id), '[]')::text from journal where id not in (select id from back)
            """;
        var kept = await ReadAsync(sql, merge, [("rows", rows)], ct);
        return kept.Select(id => new KeptRow(column.Table, (Guid)id!));
    }

    private async Task<JoinMoves> MoveAsync(JoinTable join, Merge merge, CancellationToken ct)
    {
        var before = await RowsAsync(join, merge, ct);
        await ExecuteAsync(PoolSql(join), merge, [], ct);
        await ExecuteAsync($"delete from {join.Table} where organization_id = @org and {join.Column} = any(@losers){join.AndType}", merge, [], ct);
        if (join.HasPrimary) await ExecuteAsync(PrimarySql(join), merge, [("rows", before)], ct);
        var after = await RowsAsync(join, merge, ct);
        var moves = new JoinMoves(Without(before, after), Without(after, before));
        await TouchAsync(join, moves, merge, ct);
        return moves;
    }

    private async Task<IEnumerable<KeptRow>> MoveBackAsync(JoinTable join, JoinMoves moves, Merge merge, CancellationToken ct)
    {
        var removed = await ReadAsync(
            $"""
            with gone as (delete from {join.Table} t using jsonb_populate_recordset(null::{join.Table}, @rows) r where t.organization_id = @org and to_jsonb(t) = to_jsonb(r) returning to_jsonb(t) as row)
            select coalesce(jsonb_agg(row), '[]')::text from gone
            """,
            merge, [("rows", moves.Came)], ct);
        await ExecuteAsync(ReturnSql(join), merge, [("rows", moves.Gone)], ct);
        if (join.HasPrimary) await ExecuteAsync(PrimaryAgainSql(join), merge, [("rows", moves.Gone)], ct);
        await TouchAsync(join, moves, merge, ct);
        return Without(moves.Came, removed).Select(row => new KeptRow(join.OtherTable, (Guid)row![join.Other]!));
    }

    /// <summary>The losers' rows become the winner's; of several about one other record, one with the first role that is known. Nobody becomes primary here: the index is checked row by row.</summary>
    private static string PoolSql(JoinTable join)
    {
        var role = join.HasRole ? $", (array_agg(role order by array_position(@losers, {join.Column})) filter (where role is not null))[1]" : "";
        var columns = $"organization_id, {join.Other}, {join.Column}{(join.RecordType is null ? "" : ", record_type")}{(join.HasRole ? ", role" : "")}{(join.HasPrimary ? ", is_primary" : "")}";
        var key = $"organization_id, {join.Other}, {(join.RecordType is null ? "" : "record_type, ")}{join.Column}";
        return $"""
            insert into {join.Table} ({columns})
            select organization_id, {join.Other}, @winner{(join.RecordType is null ? "" : $", '{join.RecordType}'")}{role}{(join.HasPrimary ? ", false" : "")}
            from {join.Table} where organization_id = @org and {join.Column} = any(@losers){join.AndType}
            group by organization_id, {join.Other}
            on conflict ({key}) do {(join.HasRole ? $"update set role = coalesce({join.Table}.role, excluded.role)" : "nothing")}
            """;
    }

    /// <summary>A contact that takes in an account's primary contact is that now; an account without one gets that of the first loser that had one.</summary>
    private static string PrimarySql(JoinTable join) => $"""
        update contact_accounts t set is_primary = true
        from (
            select distinct on (account_id) organization_id, contact_id, account_id from (
                select r.organization_id, {(join.Column == "contact_id" ? "@winner as contact_id, r.account_id" : "r.contact_id, @winner as account_id")}, array_position(@losers, r.{join.Column}) as place
                from jsonb_populate_recordset(null::contact_accounts, @rows) r where r.is_primary and r.{join.Column} = any(@losers)) was
            order by account_id, place) primaries
        where t.organization_id = @org and t.contact_id = primaries.contact_id and t.account_id = primaries.account_id
            and not exists (select from contact_accounts o where o.organization_id = @org and o.account_id = t.account_id and o.is_primary)
        """;

    /// <summary>Rows as they were, where the records they join are still there and nobody made such a row since.</summary>
    private static string ReturnSql(JoinTable join) => $"""
        insert into {join.Table}
        select (jsonb_populate_record(r, '{(join.HasPrimary ? """{"is_primary": false}""" : "{}")}')).* from jsonb_populate_recordset(null::{join.Table}, @rows) r
        where r.organization_id = @org and exists (select from {join.OtherTable} o where o.organization_id = @org and o.id = r.{join.Other})
        on conflict do nothing
        """;

    private static string PrimaryAgainSql(JoinTable join) => $"""
        update {join.Table} t set is_primary = true from jsonb_populate_recordset(null::{join.Table}, @rows) r
        where r.is_primary and t.organization_id = @org and t.contact_id = r.contact_id and t.account_id = r.account_id
            and not exists (select from {join.Table} o where o.organization_id = @org and o.account_id = t.account_id and o.is_primary)
        """;

    /// <summary>The aggregates that the rows are part of have changed.</summary>
    private Task TouchAsync(JoinTable join, JoinMoves moves, Merge merge, CancellationToken ct)
    {
        if (!join.Versioned) return Task.CompletedTask;
        var ids = new JsonArray([.. moves.Gone.Concat(moves.Came).Select(r => (Guid)r![join.Other]!).Distinct().Select(id => (JsonNode?)JsonValue.Create(id))]);
        return ExecuteAsync(
            $"update {join.OtherTable} t set version = version + 1, updated_at = @at, updated_by = @by from jsonb_array_elements_text(@rows) r(id) where t.organization_id = @org and t.id = r.id::uuid", merge, [("rows", ids)], ct);
    }

    private Task<JsonArray> RowsAsync(JoinTable join, Merge merge, CancellationToken ct) => ReadAsync(
        $"select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from {join.Table} t where organization_id = @org and ({join.Column} = @winner or {join.Column} = any(@losers)){join.AndType}", merge, [], ct);

    private static JsonArray Without(JsonArray rows, JsonArray others)
    {
        var known = others.Select(o => o!.ToJsonString()).ToHashSet(StringComparer.Ordinal);
        return new JsonArray([.. rows.Where(r => !known.Contains(r!.ToJsonString())).Select(r => r!.DeepClone())]);
    }

    private static string And(MovedColumn column) => column.Condition is null ? "" : $" and {column.Condition}";

    private static string Touched(bool versioned) => versioned ? ", version = version + 1, updated_at = @at, updated_by = @by" : "";

    private async Task<JsonArray> ReadAsync(string sql, Merge merge, IReadOnlyList<(string Name, JsonArray Rows)> rows, CancellationToken ct)
    {
        await OrganizationSettingInterceptor.TellAsync(db, ct);
        await using var command = Command(sql, merge, rows);
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync(ct))!)!.AsArray();
    }

    private async Task ExecuteAsync(string sql, Merge merge, IReadOnlyList<(string Name, JsonArray Rows)> rows, CancellationToken ct)
    {
        await OrganizationSettingInterceptor.TellAsync(db, ct);
        await using var command = Command(sql, merge, rows);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Names of tables and columns come from the map; all values are parameters.</summary>
    private NpgsqlCommand Command(string sql, Merge merge, IReadOnlyList<(string Name, JsonArray Rows)> rows)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var command = new NpgsqlCommand(sql, connection, (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        command.Parameters.AddWithValue("org", db.OrganizationId!.Value);
        command.Parameters.AddWithValue("winner", merge.Winner);
        command.Parameters.AddWithValue("losers", merge.Losers);
        command.Parameters.Add(new NpgsqlParameter("at", NpgsqlDbType.TimestampTz) { Value = merge.At.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter("by", NpgsqlDbType.Uuid) { Value = (object?)merge.By ?? DBNull.Value });
        foreach (var (name, values) in rows) command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Jsonb) { Value = values.ToJsonString() });
        return command;
    }

    private sealed record Merge(Guid Winner, Guid[] Losers, DateTimeOffset At, Guid? By);

    /// <summary>Rows of a joining table that a merge took away and made.</summary>
    private sealed record JoinMoves(JsonArray Gone, JsonArray Came);

    private sealed record Moves(Dictionary<string, JsonArray> Columns, Dictionary<string, JoinMoves> Joins);
}
