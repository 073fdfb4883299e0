using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence.Interceptors;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Imports;

/// <summary>
/// COPY into a temporary table that ends with the transaction, then one insert-select: COPY cannot write into a table with row-level security. The policies hold for the insert, so that rows of another
/// organization are refused by the database.
/// </summary>
internal sealed class PostgresBulkLoad(NexusDbContext db) : IBulkLoad
{
    public async Task InsertAsync<T>(IReadOnlyCollection<T> records, CancellationToken ct)
        where T : class, IOrganizationOwned
    {
        if (records.Count == 0) return;
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Many records are stored within a transaction only: its end removes the staging table.");

        var table = CopyTable<T>.Of(db.Model);
        await OrganizationSettingInterceptor.TellAsync(db, ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await ExecuteAsync(connection, table.CreateStage, ct);
        await CopyAsync(connection, table, records, ct);
        await ExecuteAsync(connection, table.InsertFromStage, ct);
    }

    /// <summary>Rows are written without waiting one by one: the importer fills a buffer and sends it when it is full.</summary>
    private static async Task CopyAsync<T>(NpgsqlConnection connection, CopyTable<T> table, IReadOnlyCollection<T> records, CancellationToken ct)
        where T : class, IOrganizationOwned
    {
        await using var importer = await connection.BeginBinaryImportAsync(table.Copy, ct);
        foreach (var record in records)
        {
            await importer.StartRowAsync(ct);
            foreach (var column in table.Columns) column.Write(importer, record);
        }

        await importer.CompleteAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
