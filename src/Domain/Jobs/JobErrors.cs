using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Jobs;

/// <summary>The refusals of jobs.</summary>
public static class JobErrors
{
    /// <summary>Not there, or another member's.</summary>
    public static readonly Error NotFound = Error.NotFound("The job");

    /// <summary>Another node works on it.</summary>
    public static readonly Error Held = Error.Conflict("job_held", "Another node works on this job.");

    /// <summary>Another node took the job over: whatever this one was about to do must not be saved.</summary>
    public static readonly Error LeaseLost = Error.Conflict("job_lease_lost", "Another node took this job over.");

    /// <summary>It is not over yet.</summary>
    public static readonly Error StillRunning = Error.Conflict("job_running", "The job is still running; cancel it or wait for its end.");

    /// <summary>What it did cannot be taken back.</summary>
    public static readonly Error CannotUndo = Error.Conflict("cannot_undo", "What this job did cannot be undone.");

    /// <summary>The 30 days are over.</summary>
    public static readonly Error TooOldToUndo = Error.Conflict("undo_expired", "A job can be undone for 30 days after its end.");

    /// <summary>It ended before.</summary>
    public static Error Finished(JobStatus status) => Error.Conflict("job_finished", "The job has already ended.").With("jobStatus", status);

    /// <summary>Somebody asked for it before.</summary>
    /// <param name="undoJob">The job that undoes it.</param>
    public static Error AlreadyUndone(Guid undoJob) => Error.Conflict("already_undone", "The job was already undone.").With("undoJobId", undoJob);
}
