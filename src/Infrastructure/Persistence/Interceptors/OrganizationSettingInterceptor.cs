using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NexusCrm.Infrastructure.Persistence.Audit;
using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Tells each connection which organization and user row-level security may show ('' when there is none) and whom the audit trail names, always. It travels with the first query of the connection instead of costing a round trip
/// of its own; before a first statement of another kind it goes alone. The pool's reset clears it on return, and a connection that was told nothing shows nothing.
/// </summary>
internal sealed class OrganizationSettingInterceptor : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private const string Tell = "select set_config('app.organization_id', @nexus_organization, false), set_config('app.user_id', @nexus_user, false), set_config('app.audit', @nexus_audit, false)";

    /// <inheritdoc />
    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is NexusDbContext context) context.IsTold = false;
    }

    /// <inheritdoc />
    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>A rollback takes back a setting that was made after the savepoint.</summary>
    public Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is NexusDbContext context) context.IsTold = false;
        return Task.CompletedTask;
    }

    /// <summary>A rollback takes back a setting that was made within the transaction.</summary>
    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        RolledBackToSavepointAsync(transaction, eventData, cancellationToken);

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not NexusDbContext { IsTold: false } context) return result;
        if (eventData.CommandSource is CommandSource.LinqQuery or CommandSource.FromSqlQuery)
        {
            command.CommandText = $"{Tell};\n{command.CommandText}";
            AddParameters((NpgsqlCommand)command, context);
        }
        else
        {
            await TellAsync(context, cancellationToken);
        }

        return result;
    }

    /// <inheritdoc />
    public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not NexusDbContext { IsTold: false } context) return result;
        context.IsTold = true;
        // Past the answer to the setting.
        await result.NextResultAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is NexusDbContext { IsTold: false } context) await TellAsync(context, cancellationToken);
        return result;
    }

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is NexusDbContext { IsTold: false } context) await TellAsync(context, cancellationToken);
        return result;
    }

    /// <inheritdoc />
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        TellNow(eventData);
        return result;
    }

    /// <inheritdoc />
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        TellNow(eventData);
        return result;
    }

    /// <inheritdoc />
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        TellNow(eventData);
        return result;
    }

    /// <summary>Tells the context's open connection now, if it was not told yet; for statements that EF does not send.</summary>
    public static async Task TellAsync(NexusDbContext context, CancellationToken ct)
    {
        if (context.IsTold) return;
        await using var command = TellCommand(context);
        await command.ExecuteNonQueryAsync(ct);
        context.IsTold = true;
    }

    /// <summary>The framework reads the data protection keys synchronously.</summary>
    private static void TellNow(CommandEventData happening)
    {
        if (happening.Context is not NexusDbContext { IsTold: false } context) return;
        using var command = TellCommand(context);
        command.ExecuteNonQuery();
        context.IsTold = true;
    }

    private static NpgsqlCommand TellCommand(NexusDbContext context)
    {
        var command = new NpgsqlCommand(Tell, (NpgsqlConnection)context.Database.GetDbConnection());
        AddParameters(command, context);
        return command;
    }

    private static void AddParameters(NpgsqlCommand command, NexusDbContext context)
    {
        command.Parameters.Add(Text("nexus_organization", context.OrganizationId));
        command.Parameters.Add(Text("nexus_user", context.UserId));
        command.Parameters.Add(new NpgsqlParameter("nexus_audit", NpgsqlDbType.Text) { Value = AuditSource.Of(context.Actor) });
    }

    private static NpgsqlParameter Text(string name, Guid? id) => new(name, NpgsqlDbType.Text) { Value = id?.ToString() ?? "" };
}
