using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Infrastructure.Persistence.Interceptors;

/// <summary>Tells each connection, as it is opened, which organization and user row-level security may show. Always set, '' when there is none; the pool's reset clears it on return.</summary>
internal sealed class OrganizationSettingInterceptor : DbConnectionInterceptor
{
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        SetAsync((NpgsqlConnection)connection, eventData.Context as NexusDbContext, cancellationToken);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command((NpgsqlConnection)connection, eventData.Context as NexusDbContext);
        command.ExecuteNonQuery();
    }

    public static async Task SetAsync(NpgsqlConnection connection, NexusDbContext? context, CancellationToken ct)
    {
        await using var command = Command(connection, context);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, NexusDbContext? context)
    {
        var command = new NpgsqlCommand("select set_config('app.organization_id', $1, false), set_config('app.user_id', $2, false)", connection);
        command.Parameters.Add(Text(context?.OrganizationId));
        command.Parameters.Add(Text(context?.UserId));
        return command;
    }

    private static NpgsqlParameter Text(Guid? id) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = id?.ToString() ?? "" };
}
