using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Row locks by SELECT ... FOR UPDATE and named locks by transaction-level advisory locks.</summary>
internal sealed class PostgresLocks(NexusDbContext db) : ILocks
{
    public Task ForUpdateAsync<T>(Guid id, CancellationToken ct)
        where T : class, IOrganizationOwned => ForUpdateAsync<T>([id], ct);

    public async Task ForUpdateAsync<T>(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        where T : class, IOrganizationOwned
    {
        RequireTransaction();
        var table = db.Model.FindEntityType(typeof(T))?.GetTableName() ?? throw new InvalidOperationException($"{typeof(T)} is not stored.");
        // The table name comes from the model; ids and organization are parameters.
        var sql = $"select id from {table} where organization_id = {{0}} and id = any({{1}}) order by id for update";
        await db.Database.SqlQueryRaw<Guid>(sql, db.OrganizationId!.Value, ids.ToArray()).ToListAsync(ct);
    }

    public async Task NamedAsync(string name, CancellationToken ct)
    {
        RequireTransaction();
        var key = $"{db.OrganizationId}:{name}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    public async Task<bool> TryNamedAsync(string name, CancellationToken ct)
    {
        RequireTransaction();
        var key = $"{db.OrganizationId}:{name}";
        return (await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({key}, 0)) as \"Value\"").ToListAsync(ct))[0];
    }

    private void RequireTransaction()
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A lock needs a transaction: without one it is gone before the next statement.");
    }
}
