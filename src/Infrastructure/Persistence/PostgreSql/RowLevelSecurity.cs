using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Writes the policies of every organization-owned table of the model. They are reconciled after each migration instead of standing in it, so that a new table cannot be forgotten (rule G5).
/// The setting is '' and not null once it was set and reset, hence nullif; the sub-select makes it one evaluation per statement.
/// </summary>
internal static class RowLevelSecurity
{
    private const string Current = "(select nullif(current_setting('app.organization_id', true), '')::uuid)";

    private const string CurrentUser = "(select nullif(current_setting('app.user_id', true), '')::uuid)";

    /// <summary>Tables that background work reads across organizations: which organizations there are, what waits in the outbox, for consumers or to be sealed, jobs without a node.</summary>
    private static readonly string[] OpenToJobs = ["organizations", "outbox_messages", "event_deliveries", "jobs", "audit_batches"];

    /// <summary>The statements, each harmless when repeated.</summary>
    public static string Script(DbContext context)
    {
        var tables = context.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IOrganizationOwned)))
            .Select(t => t.GetTableName()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return string.Join('\n', tables.Select(Secure));
    }

    private static string Secure(string table)
    {
        var column = table == "organizations" ? "id" : "organization_id";
        var statements = $"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            drop policy if exists tenant_isolation on {table};
            create policy tenant_isolation on {table} using ({column} = {Current}) with check ({column} = {Current});
            """;
        if (table == "organizations") statements += Policy(table, "own_organizations", "for select", $"id in (select organization_id from memberships where user_id = {CurrentUser})");
        if (table == "memberships") statements += Policy(table, "own_memberships", "for select", $"user_id = {CurrentUser}");
        if (OpenToJobs.Contains(table)) statements += Policy(table, "background_work", "to nexus_job", "true");
        return statements;
    }

    private static string Policy(string table, string name, string scope, string condition) =>
        $"\ndrop policy if exists {name} on {table};\ncreate policy {name} on {table} {scope} using ({condition});";
}
