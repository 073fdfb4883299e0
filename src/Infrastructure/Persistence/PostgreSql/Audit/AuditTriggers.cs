using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Audit;

/// <summary>
/// Writes the triggers that keep the audit trail (rule U1): the database itself adds the entries, so that saves, set-based updates, COPY, cascades and statements typed by hand are told alike. Made from the model
/// after each migration, so that a new table or column cannot be forgotten. Inserts and deletes are told once per statement (an import writes thousands of rows at once); updates row by row, and only
/// when an audited column is among those assigned, so that a rescore costs nothing.
/// </summary>
internal static class AuditTriggers
{
    private const string Nothing = "'{}'::jsonb";

    private const string EntryColumns =
        "organization_id, id, at, batch_id, entity_type, entity_id, action, actor_kind, actor_id, on_behalf_of, operation, request_id, ip, reason, version, changes, personal, salt";

    private const string Source = "source.actor_kind, source.actor_id, source.on_behalf_of, source.operation, source.request_id, source.ip, source.reason";

    private const string GlobalVariables = """
          audience uuid;
          organization_before text := current_setting('app.organization_id', true);
          user_before text := current_setting('app.user_id', true);
        """;

    /// <summary>What an operation may say of rows that come or go; of those that change it may say anything.</summary>
    private const string HintOfRows = "case when source.hint in ('imported', 'undone') then source.hint end";

    /// <summary>PostgreSQL takes at most 100 arguments, two of which make a member.</summary>
    private const int MembersPerObject = 45;

    /// <summary>The statements, each harmless when repeated.</summary>
    public static string Script(DbContext context)
    {
        var tables = AuditedTable.Of(context.GetService<IDesignTimeModel>().Model);
        return string.Join('\n', tables.SelectMany(table => !table.IsGlobal ? Owned(table) : Global(table)));
    }

    private static IEnumerable<string> Owned(AuditedTable table)
    {
        yield return Function(table, "insert", ByStatement(table, "new", "created"));
        yield return Trigger(table, "insert", "after insert", "referencing new table as changed for each statement");
        yield return Function(table, "delete", ByStatement(table, "old", "deleted"));
        yield return Trigger(table, "delete", "after delete", "referencing old table as changed for each statement");
        if (table.Fields.Count == 0) yield break;

        yield return Function(table, "update", Compare(table) + Tell(table, "new.organization_id", "new", ActionOfUpdate(table)));
        yield return Trigger(table, "update", $"after update of {string.Join(", ", Watched(table))}", $"for each row when ({WhenChanged(table)})");
    }

    /// <summary>
    /// Rows of no organization, told to each that they concern. The policies let a row in by the organization that is set, so it is set for the moment and put back; nothing but the entry is written meanwhile.
    /// </summary>
    private static IEnumerable<string> Global(AuditedTable table)
    {
        foreach (var (name, row, action) in new[] { ("insert", "new", "'created'"), ("update", "new", "'updated'"), ("delete", "old", "'deleted'") })
        {
            var values = name == "update" ? Compare(table) : $"changes := {Side(row, table, typed: false)};\npersonal := {Side(row, table, typed: true)};\n";
            yield return Function(table, name, $"""
                {values}perform set_config('app.user_id', coalesce(to_jsonb({row})->>'user_id', to_jsonb({row})->>'id'), true);
                for audience in {table.AudienceOf(row)} loop
                  perform set_config('app.organization_id', audience::text, true);
                  {Tell(table, "audience", row, action)}
                end loop;
                perform set_config('app.organization_id', coalesce(organization_before, ''), true), set_config('app.user_id', coalesce(user_before, ''), true);

                """, GlobalVariables);
            var watched = name == "update" ? $" of {string.Join(", ", Watched(table))}" : "";
            yield return Trigger(table, name, $"after {name}{watched}", $"for each row{(name == "update" ? $" when ({WhenChanged(table)})" : "")}");
        }
    }

    /// <summary>One insert for all rows of a statement; rows of a part are gathered by their whole.</summary>
    private static string ByStatement(AuditedTable table, string side, string action)
    {
        if (table.Field is null)
            return $"{Insert(table, "r.organization_id", "r", $"coalesce({HintOfRows}, '{action}')", Side("r", table, typed: false, side), Side("r", table, typed: true, side))} from changed r;";

        return $"""
            {Insert(table, "r.organization_id", "r", $"coalesce({HintOfRows}, 'updated')", Nothing, $"jsonb_build_object('{side}', jsonb_build_object('{table.Field}', jsonb_agg({Item(table, "r")})))")}
            from changed r group by {table.WholeOf("r")};
            """;
    }

    /// <summary>Fills <c>changes</c> and <c>personal</c> with what an update changed.</summary>
    private static string Compare(AuditedTable table)
    {
        if (table.Field is { } field)
            return $"changes := {Nothing};\npersonal := jsonb_build_object('old', jsonb_build_object('{field}', jsonb_build_array({Item(table, "old")})), 'new', jsonb_build_object('{field}', jsonb_build_array({Item(table, "new")})));\n";

        return Differences(table, "changes", typed: false) + $"changes := coalesce(changes, {Nothing});\n" + Differences(table, "personal", typed: true);
    }

    private static string Differences(AuditedTable table, string into, bool typed)
    {
        var rows = table.Fields.Where(f => f.IsTyped == typed).Select(f => $"('{f.Name}', {f.ValueIn("old")}, {f.ValueIn("new")}, {f.Changed})").ToList();
        return rows.Count == 0 ? "" : $"""
            select jsonb_build_object('old', jsonb_object_agg(f.name, f.before), 'new', jsonb_object_agg(f.name, f.after)) into {into}
            from (values {string.Join(",\n  ", rows)}) f (name, before, after, differs) where f.differs having count(*) > 0;

            """;
    }

    private static string ActionOfUpdate(AuditedTable table) => table.DeletedAt is { } deletedAt
        ? $"""
          case when source.hint = 'undone' then 'undone' when old.{deletedAt} is null and new.{deletedAt} is not null then 'deleted'
            when old.{deletedAt} is not null and new.{deletedAt} is null then 'restored' else coalesce(source.hint, 'updated') end
          """
        : "coalesce(source.hint, 'updated')";

    private static string Tell(AuditedTable table, string organization, string row, string action) => Insert(table, organization, row, action, "changes", "personal") + ";\n";

    private static string Insert(AuditedTable table, string organization, string row, string action, string changes, string personal) => $"""
        insert into public.audit_entries ({EntryColumns})
        select {organization}, public.audit_id(), clock_timestamp(), public.audit_batch({organization}), {table.EntityTypeIn(row)}, {row}.{table.Key}, {action}, {Source},
          {(table.Version is { } version ? $"{row}.{version}" : "null")}, {changes}, {personal}, gen_random_uuid()
        """;

    /// <summary>All values of a row as <c>{"new":{...}}</c>; where there are none, what stands for that.</summary>
    private static string Side(string row, AuditedTable table, bool typed, string? side = null) => Object(table.Fields.Where(f => f.IsTyped == typed), row) is { } values
        ? $"jsonb_build_object('{side ?? row}', {values})"
        : typed ? "null::jsonb" : Nothing;

    private static string Item(AuditedTable table, string row) => Object(table.Fields, row) ?? Nothing;

    private static string? Object(IEnumerable<AuditedField> fields, string row)
    {
        var objects = fields.Select(f => $"'{f.Name}', {f.ValueIn(row)}").Chunk(MembersPerObject).Select(c => $"jsonb_build_object({string.Join(", ", c)})").ToList();
        return objects.Count == 0 ? null : $"jsonb_strip_nulls({string.Join(" || ", objects)})";
    }

    private static IEnumerable<string> Watched(AuditedTable table) => table.Fields.SelectMany(f => f.Columns).Concat(table.DeletedAt is { } deletedAt ? [deletedAt] : []);

    private static string WhenChanged(AuditedTable table) => string.Join(" or ", Watched(table).Select(c => $"old.{c} is distinct from new.{c}"));

    private static string Function(AuditedTable table, string name, string body, string variables = "") => $"""
        create or replace function audit_{table.Name}_{name}() returns trigger language plpgsql as $audit$
        declare
          source public.audit_source := public.audit_source();
          changes jsonb;
          personal jsonb;
        {variables}
        begin
        {body}
        return null;
        end $audit$;
        """;

    private static string Trigger(AuditedTable table, string name, string events, string scope) => $"""
        drop trigger if exists audit_{name} on {table.Name};
        create trigger audit_{name} {events} on {table.Name} {scope} execute function audit_{table.Name}_{name}();
        """;
}
