using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Reads PostgreSQL's error codes (Appendix A of its manual).</summary>
internal sealed class PostgresConflicts : IConflicts
{
    public bool IsWorthRetrying(Exception failure) =>
        Postgres(failure)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public async Task<Error?> ExplainAsync(Exception failure, CancellationToken ct)
    {
        if (failure is DbUpdateConcurrencyException stale) return await StaleAsync(stale, ct);
        return Postgres(failure) switch
        {
            { SqlState: PostgresErrorCodes.UniqueViolation } unique => Error.Conflict("duplicate", "Another record already has this value.").With("constraint", unique.ConstraintName),
            { SqlState: PostgresErrorCodes.ForeignKeyViolation } foreign => Error.Conflict("reference_gone", "A record that this one refers to is no longer there.").With("constraint", foreign.ConstraintName),
            { SqlState: PostgresErrorCodes.UntranslatableCharacter or "22P05" or "22021" } => Error.Malformed("invalid_character", "The text contains a character that cannot be stored."),
            _ => null,
        };
    }

    private static async Task<Error> StaleAsync(DbUpdateConcurrencyException stale, CancellationToken ct)
    {
        foreach (var entry in stale.Entries.Where(e => e.Entity is AggregateRoot))
        {
            var stored = await entry.GetDatabaseValuesAsync(ct);
            if (stored is null) return Error.NotFound("The record");
            return Error.Stale(stored.GetValue<int>(nameof(AggregateRoot.Version)));
        }

        return Error.NotFound("The record");
    }

    private static PostgresException? Postgres(Exception failure) => failure as PostgresException ?? failure.InnerException as PostgresException;
}
