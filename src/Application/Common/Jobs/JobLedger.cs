using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Keeps the books of jobs: who holds one, how far it is, how it ended. Everything happens under the job's row lock.</summary>
public sealed class JobLedger(INexusDbContext db, ILocks locks, IActor actor, TimeProvider clock)
{
    /// <summary>How payloads, checkpoints and results are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    /// <summary>Queues a job of the actor; the caller's save stores it and the launcher starts it within a second of the commit.</summary>
    public BackgroundJob Queue<TPayload>(string kind, string? recordType, TPayload payload)
    {
        var job = BackgroundJob.Queue(actor.OrganizationId, kind, recordType, JsonSerializer.Serialize(payload, Json), clock.GetUtcNow(), actor.UserId);
        db.Set<BackgroundJob>().Add(job);
        return job;
    }

    /// <summary>Takes a job for a node. Refused when it is over, or held by a node that is alive.</summary>
    public async Task<Result<JobRun>> StartAsync(Guid jobId, Guid lease, bool holderIsGone, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await LockedAsync(jobId, ct) is not { } job) return JobErrors.NotFound;

        var started = job.Start(lease, holderIsGone, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (!started.Succeeded) return started.Error;
        return new JobRun(job.OrganizationId, job.Id, lease, job.Kind, job.RecordType, job.CreatedBy, job.CreatedAt, job.Payload, job.Checkpoint, job.Total);
    }

    /// <summary>Changes a job in a transaction of its own: a heartbeat, its end.</summary>
    public async Task<Result<Done>> ChangeAsync(Guid jobId, Func<BackgroundJob, DateTimeOffset, Result<Done>> change, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await LockedAsync(jobId, ct) is not { } job) return JobErrors.NotFound;

        var changed = change(job, clock.GetUtcNow());
        if (!changed.Succeeded) return changed.Error;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return changed;
    }

    /// <summary>
    /// Locks the job for a step of its work, inside the step's transaction. Refused when another node took it over: the step must then not be saved. The job comes back tracked; the step adds its progress
    /// with <see cref="BackgroundJob.Advance"/> and saves once.
    /// </summary>
    public async Task<Result<BackgroundJob>> HoldAsync(JobRun run, CancellationToken ct)
    {
        var job = await LockedAsync(run.JobId, ct);
        if (job is null) return JobErrors.NotFound;
        return job.LeaseId == run.Lease ? job : JobErrors.LeaseLost;
    }

    private async Task<BackgroundJob?> LockedAsync(Guid jobId, CancellationToken ct)
    {
        await locks.ForUpdateAsync<BackgroundJob>(jobId, ct);
        return await db.Set<BackgroundJob>().SingleOrDefaultAsync(j => j.Id == jobId, ct);
    }
}
