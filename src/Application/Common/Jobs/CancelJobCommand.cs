using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Stops a job at its next checkpoint; what was done stays.</summary>
[SignedIn("A member cancels the jobs it asked for; others' need jobs.manage, which the handler checks.", KeysToo = true)]
public sealed record CancelJobCommand(Guid JobId) : ICommand<JobState>;

internal sealed class CancelJobCommandHandler(INexusDbContext db, ILocks locks, IActor actor, TimeProvider clock) : ICommandHandler<CancelJobCommand, JobState>
{
    public async Task<Result<JobState>> Handle(CancelJobCommand command, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        await locks.ForUpdateAsync<BackgroundJob>(command.JobId, cancellationToken);
        var job = await db.Set<BackgroundJob>().Where(JobVisibility.To(actor)).SingleOrDefaultAsync(j => j.Id == command.JobId, cancellationToken);
        if (job is null) return JobErrors.NotFound;

        var cancelled = job.Cancel(clock.GetUtcNow(), actor.UserId);
        if (!cancelled.Succeeded) return cancelled.Error;

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return JobState.Of.Compile()(job);
    }
}
