using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Queues a job that takes back what another one did, within 30 days of its end; records that changed since are left alone and reported.</summary>
[SignedIn("A member undoes the jobs it asked for; others' need jobs.manage, which the handler checks.", KeysToo = true)]
public sealed record UndoJobCommand(Guid JobId) : ICommand<JobState>;

/// <summary>What an undo job is asked: the job to take back.</summary>
public sealed record UndoPayload(Guid JobId);

internal sealed class UndoJobCommandHandler(INexusDbContext db, ILocks locks, IActor actor, JobLedger ledger, IEnumerable<IJobWork> works, TimeProvider clock)
    : ICommandHandler<UndoJobCommand, JobState>
{
    public async Task<Result<JobState>> Handle(UndoJobCommand command, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        await locks.ForUpdateAsync<BackgroundJob>(command.JobId, cancellationToken);
        var job = await db.Set<BackgroundJob>().Where(JobVisibility.To(actor)).SingleOrDefaultAsync(j => j.Id == command.JobId, cancellationToken);
        if (job is null) return JobErrors.NotFound;
        if (works.SingleOrDefault(w => w.Kind == job.Kind)?.UndoKind is not { } undoKind) return JobErrors.CannotUndo;

        var undo = ledger.Queue(undoKind, job.RecordType, new UndoPayload(job.Id));
        var accepted = job.BeUndoneBy(undo.Id, clock.GetUtcNow(), actor.UserId);
        if (!accepted.Succeeded) return accepted.Error;

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return JobState.Of.Compile()(undo);
    }
}
