using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.Infrastructure.Persistence.PostgreSql;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Audit;

namespace NexusCrm.Infrastructure.Persistence;

/// <summary>Brings the schema up to date as its owner: migrations first, then what EF cannot express (policies, grants, scripts under <c>PostgreSql/Scripts</c>), reconciled each time.</summary>
public static class DatabaseMigrator
{
    private const string ScriptPrefix = "NexusCrm.Infrastructure.Persistence.PostgreSql.Scripts.";

    /// <summary>Migrates and reconciles. Two nodes that start at once take turns.</summary>
    public static async Task MigrateAsync(DatabaseConnections connections, CancellationToken ct)
    {
        await using var db = Open(connections);
        await db.Database.MigrateAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('nexus-reconcile'))", ct);
        await db.Database.ExecuteSqlRawAsync(Escape(JobStoreSchema.Script()), ct);
        foreach (var script in Scripts()) await db.Database.ExecuteSqlRawAsync(Escape(script), ct);
        await db.Database.ExecuteSqlRawAsync(Escape(RowLevelSecurity.Script(db)), ct);
        await db.Database.ExecuteSqlRawAsync(Escape(AuditTriggers.Script(db)), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>True when the schema lacks migrations that this build needs.</summary>
    public static async Task<bool> IsBehindAsync(DatabaseConnections connections, CancellationToken ct)
    {
        await using var db = Open(connections);
        return (await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }

    private static NexusDbContext Open(DatabaseConnections connections) => new(new DbContextOptionsBuilder<NexusDbContext>()
        .UseNpgsql(connections.Owner)
        .ConfigureWarnings(w => w.Log((RelationalEventId.CommandError, LogLevel.Debug)))
        .Options);

    private static IEnumerable<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ScriptPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>Raw SQL goes through composite formatting.</summary>
    private static string Escape(string sql) => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
