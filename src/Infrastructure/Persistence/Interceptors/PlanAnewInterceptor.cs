using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NexusCrm.Application.Common.Persistence;

namespace NexusCrm.Infrastructure.Persistence.Interceptors;

/// <summary>Gives a query with <see cref="QueryTags.PlanAnew"/> a text of its own, so that the driver does not prepare it: PostgreSQL then plans it for its values instead of keeping one plan for all.</summary>
internal sealed class PlanAnewInterceptor : DbCommandInterceptor
{
    private const string Mark = $"-- {QueryTags.PlanAnew}";
    private static long s_sent;

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith(Mark, StringComparison.Ordinal))
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{Mark} {Interlocked.Increment(ref s_sent)}{command.CommandText.AsSpan(Mark.Length)}");
        return ValueTask.FromResult(result);
    }
}
