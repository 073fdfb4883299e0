using NexusCrm.Domain.Jobs;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Jobs;

/// <summary>Looks over all organizations, as <c>nexus_job</c>, for jobs that no node works on.</summary>
internal static class WaitingJobs
{
    /// <summary>Imports and exports of one organization at once; more wait their turn (C12).</summary>
    private const int ImportsAtOnce = 2;

    private static readonly string Query = $"""
        with open as (select * from jobs where finished_at is null),
             held as (select * from open where lease_id is not null and heartbeat_at >= $1),
             waiting as (
                select w.*, row_number() over (partition by w.organization_id, w.kind order by w.id) as place
                from open w where w.lease_id is null or w.heartbeat_at < $1)
        select w.organization_id, w.id from waiting w
        where w.kind not like 'import%'
           or w.place + (select count(*) from held h where h.organization_id = w.organization_id and h.kind = w.kind) <= {ImportsAtOnce}
        order by w.id limit 200
        """;

    public static async Task<IReadOnlyList<(Guid Organization, Guid Job)>> FindAsync(NpgsqlDataSource source, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - BackgroundJob.LeaseTime });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(ct)) found.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return found;
    }
}
