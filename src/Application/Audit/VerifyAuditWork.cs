using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Audit;

/// <summary>Queues a job that checks the whole trail of the organization against its chain and its signed heads.</summary>
[Requires(Permissions.Privacy.ReadAudit)]
public sealed record VerifyAuditCommand : ICommand<JobState>;

internal sealed class VerifyAuditCommandHandler(INexusDbContext db, JobLedger ledger) : ICommandHandler<VerifyAuditCommand, JobState>
{
    public async Task<Result<JobState>> Handle(VerifyAuditCommand command, CancellationToken ct)
    {
        var job = ledger.Queue(VerifyAuditWork.VerifyKind, recordType: null, new object());
        job.ExpectQueued(await db.Set<AuditSeal>().MaxAsync(s => (long?)s.Seq, ct) ?? 0);
        await db.SaveChangesAsync(ct);
        return JobState.Of.Compile()(job);
    }
}

/// <summary>Checks the trail stretch by stretch.</summary>
internal sealed class VerifyAuditWork : IJobWork
{
    public const string VerifyKind = "audit_verify";

    public string Kind => VerifyKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        while (true)
        {
            var step = await useCases.Send(new VerifyAuditStretchCommand(run), ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) return Done.Value;
        }
    }
}

/// <summary>Checks the next stretch of a verification job.</summary>
[JobsOnly]
public sealed record VerifyAuditStretchCommand(JobRun Run) : ICommand<StepTaken>;

/// <summary>Where a verification goes on from.</summary>
/// <param name="At">The last good place; null before the first.</param>
/// <param name="Ended">True when there is nothing more to check.</param>
internal sealed record VerifyCheckpoint(AuditPosition? At = null, bool Ended = false);

/// <summary>What a verification found.</summary>
/// <param name="Verified">Places that hold.</param>
/// <param name="Erased">Entries among them whose typed values were erased.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="FirstBad">The first bad place, where the problem has one.</param>
public sealed record VerifiedTrail(long Verified, long Erased, string? Problem, long? FirstBad);

internal sealed class VerifyAuditStretchCommandHandler(INexusDbContext db, JobLedger ledger, AuditVerifier verifier, TimeProvider clock) : ICommandHandler<VerifyAuditStretchCommand, StepTaken>
{
    private const int Stretch = 5_000;

    public async Task<Result<StepTaken>> Handle(VerifyAuditStretchCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var held = await ledger.HoldAsync(command.Run, ct);
        if (!held.Succeeded) return held.Error;

        var job = held.Value;
        var checkpoint = JsonSerializer.Deserialize<VerifyCheckpoint>(job.Checkpoint, JobLedger.Json)!;
        if (checkpoint.Ended || job.Status is JobStatus.Cancelling) return new StepTaken(GoOn: false);

        var verified = await verifier.VerifyAsync(checkpoint.At ?? AuditPosition.Start, Stretch, ct);
        var finding = verified.Finding ?? (verified.IsEnd ? await verifier.VerifyEndAsync(verified.Reached, ct) : null);
        var advanced = Advance(job, command.Run, verified, finding, before: checkpoint.At?.Seq ?? 0);
        if (!advanced.Succeeded) return advanced.Error;

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new StepTaken(GoOn: !verified.IsEnd);
    }

    private Result<Done> Advance(BackgroundJob job, JobRun run, VerifiedStretch verified, AuditFinding? finding, long before)
    {
        var checkpoint = JsonSerializer.Serialize(new VerifyCheckpoint(verified.Reached, verified.IsEnd), JobLedger.Json);
        var result = JsonSerializer.Serialize(new VerifiedTrail(verified.Reached.Seq, verified.Reached.Erased, finding?.Problem, finding?.Seq), JobLedger.Json);
        return job.Advance(run.Lease, new JobProgress(verified.Reached.Seq - before, 0, finding is null ? 0 : 1), checkpoint, result, clock.GetUtcNow());
    }
}
