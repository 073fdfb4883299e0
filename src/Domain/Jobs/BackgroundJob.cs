using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobStatus
{
    /// <summary>Waits for a node.</summary>
    Queued,

    /// <summary>A node works on it.</summary>
    Running,

    /// <summary>Done, every row in.</summary>
    Completed,

    /// <summary>Done, some rows failed.</summary>
    CompletedWithErrors,

    /// <summary>Somebody cancelled it; the node stops at its next checkpoint.</summary>
    Cancelling,

    /// <summary>Cancelled; what was done stays.</summary>
    Cancelled,

    /// <summary>Given up for the reason in its error; what was done stays.</summary>
    Failed,
}

/// <summary>What a job has done so far, counted in rows.</summary>
public sealed record JobProgress(long Succeeded, long Skipped, long Failed)
{
    /// <summary>Nothing yet.</summary>
    public static JobProgress None { get; } = new(0, 0, 0);

    /// <summary>Rows worked on.</summary>
    public long Processed => Succeeded + Skipped + Failed;

    /// <summary>With more of it.</summary>
    public JobProgress Plus(JobProgress more) => new(Succeeded + more.Succeeded, Skipped + more.Skipped, Failed + more.Failed);
}

/// <summary>
/// A long piece of work of an organization, done in the background by one node at a time. The node holds a lease: every checkpoint names it and is refused when another node has taken over meanwhile, so a
/// node that was paused or cut off cannot do anything twice. Progress is derived: it does not raise the version.
/// </summary>
public sealed class BackgroundJob : AggregateRoot
{
    /// <summary>Longest kind and record type.</summary>
    public const int KindMaxLength = 40;

    /// <summary>Longest reason of a failure.</summary>
    public const int ErrorMaxLength = 1_000;

    /// <summary>A running job whose node has not been heard of for this long is taken over by another.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    /// <summary>How long a job that can be undone can be: exactly 30 days, inclusive.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(30);

    /// <summary>Attempts without a step forward after which it is given up: it would end its node again and again.</summary>
    public const int AttemptsMax = 5;

    private BackgroundJob()
    {
    }

    private BackgroundJob(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>What it does: <c>import</c>, <c>bulk</c>, <c>undo</c> ...</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The record type it works on (<c>leads</c>), or null.</summary>
    public string? RecordType { get; private set; }

    /// <summary>The name outside: <c>leads_import</c>, or the kind alone.</summary>
    public string Type => RecordType is null ? Kind : $"{RecordType}_{Kind}";

    /// <summary>What was asked, as JSON; its shape is the kind's.</summary>
    public string Payload { get; private set; } = "{}";

    /// <summary>Where to go on, as JSON; its shape is the kind's.</summary>
    public string Checkpoint { get; private set; } = "{}";

    /// <summary>Where it stands.</summary>
    public JobStatus Status { get; private set; }

    /// <summary>Rows to work on, once known.</summary>
    public long? Total { get; private set; }

    /// <summary>Rows that went through.</summary>
    public long Succeeded { get; private set; }

    /// <summary>Rows left alone on purpose.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows refused; see its failures.</summary>
    public long Failed { get; private set; }

    /// <summary>The outcome as a JSON object; its shape is the kind's.</summary>
    public string Result { get; private set; } = "{}";

    /// <summary>Why it failed, for a person.</summary>
    public string? Error { get; private set; }

    /// <summary>When a node first began it, UTC.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The node's hold on it while it runs.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>When the node was last heard of, UTC.</summary>
    public DateTimeOffset? HeartbeatAt { get; private set; }

    /// <summary>How often a node began it since the last step forward.</summary>
    public int Attempts { get; private set; }

    /// <summary>The job that undoes it, once asked for.</summary>
    public Guid? UndoJobId { get; private set; }

    /// <summary>What it has done so far.</summary>
    public JobProgress Progress => new(Succeeded, Skipped, Failed);

    /// <summary>True when nothing will change it any more.</summary>
    public bool IsFinished => Status is JobStatus.Completed or JobStatus.CompletedWithErrors or JobStatus.Cancelled or JobStatus.Failed;

    /// <summary>Queues work.</summary>
    public static BackgroundJob Queue(Guid organizationId, string kind, string? recordType, string payload, DateTimeOffset at, Guid? by)
    {
        var job = new BackgroundJob(organizationId, at, by) { Kind = kind, RecordType = recordType, Payload = payload };
        job.Raise(new JobMoved(organizationId, job.Id, JobStatus.Queued));
        return job;
    }

    /// <summary>A node begins it or goes on with it. Refused while another node holds it, unless that node is known to be gone.</summary>
    public Result<Done> Start(Guid lease, bool holderIsGone, DateTimeOffset at)
    {
        if (IsFinished) return JobErrors.Finished(Status);
        if (LeaseId is not null && !holderIsGone && at - HeartbeatAt < LeaseTime) return JobErrors.Held;

        if (Attempts == AttemptsMax)
        {
            Error = "It failed again and again for a reason that lies in the product.";
            End(JobStatus.Failed, at);
            return JobErrors.Finished(Status);
        }

        if (Status is JobStatus.Queued) MoveTo(JobStatus.Running);
        (LeaseId, HeartbeatAt) = (lease, at);
        StartedAt ??= at;
        Attempts++;
        return Done.Value;
    }

    /// <summary>Sets how much there is to do.</summary>
    public Result<Done> Expect(Guid lease, long total)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        Total = total;
        return Done.Value;
    }

    /// <summary>Sets how much there is to do, by whoever queues it.</summary>
    public void ExpectQueued(long total) => Total = total;

    /// <summary>The node is alive.</summary>
    public Result<Done> Beat(Guid lease, DateTimeOffset at)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        HeartbeatAt = at;
        return Done.Value;
    }

    /// <summary>Adds progress and where to go on from; saved in the transaction of the work itself.</summary>
    /// <param name="lease">The node's hold.</param>
    /// <param name="more">What was done since the last checkpoint.</param>
    /// <param name="checkpoint">Where to go on from.</param>
    /// <param name="result">The outcome so far.</param>
    /// <param name="at">Now.</param>
    public Result<Done> Advance(Guid lease, JobProgress more, string checkpoint, string result, DateTimeOffset at)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        var sum = Progress.Plus(more);
        (Succeeded, Skipped, Failed) = (sum.Succeeded, sum.Skipped, sum.Failed);
        (Checkpoint, Result, HeartbeatAt, Attempts) = (checkpoint, result, at, 0);
        Raise(new JobMoved(OrganizationId, Id, Status));
        return Done.Value;
    }

    /// <summary>Tells others, in the save of a step, what the step did: one fact for many records.</summary>
    public void Announce(IDomainEvent fact) => Raise(fact);

    /// <summary>All is done, or as much as was before it was cancelled.</summary>
    public Result<Done> Finish(Guid lease, DateTimeOffset at)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        End(Status is JobStatus.Cancelling ? JobStatus.Cancelled : Failed > 0 ? JobStatus.CompletedWithErrors : JobStatus.Completed, at);
        return Done.Value;
    }

    /// <summary>Gives it up.</summary>
    public Result<Done> Fail(Guid lease, string error, DateTimeOffset at)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        Error = error.Length > ErrorMaxLength ? error[..ErrorMaxLength] : error;
        End(JobStatus.Failed, at);
        return Done.Value;
    }

    /// <summary>The node stops before the work is done; another may go on at once.</summary>
    public Result<Done> Release(Guid lease)
    {
        if (LeaseId != lease) return JobErrors.LeaseLost;
        (LeaseId, HeartbeatAt) = (null, null);
        if (Status is JobStatus.Running) MoveTo(JobStatus.Queued);
        return Done.Value;
    }

    /// <summary>Stops it: at once when it waits, at its next checkpoint when it runs. Cancelling twice is fine.</summary>
    public Result<Done> Cancel(DateTimeOffset at, Guid? by)
    {
        if (Status is JobStatus.Cancelling) return Done.Value;
        if (IsFinished) return JobErrors.Finished(Status);

        if (Status is JobStatus.Queued && LeaseId is null) End(JobStatus.Cancelled, at);
        else MoveTo(JobStatus.Cancelling);
        Touch(at, by);
        return Done.Value;
    }

    /// <summary>Notes that it is being undone, once and within <see cref="UndoWindow"/> of its end.</summary>
    public Result<Done> BeUndoneBy(Guid undoJob, DateTimeOffset at, Guid? by)
    {
        if (!IsFinished) return JobErrors.StillRunning;
        if (UndoJobId is { } already) return JobErrors.AlreadyUndone(already);
        if (at - FinishedAt > UndoWindow) return JobErrors.TooOldToUndo;

        UndoJobId = undoJob;
        Touch(at, by);
        return Done.Value;
    }

    private void End(JobStatus status, DateTimeOffset at)
    {
        (LeaseId, HeartbeatAt, FinishedAt) = (null, null, at);
        MoveTo(status);
    }

    private void MoveTo(JobStatus status)
    {
        Status = status;
        Raise(new JobMoved(OrganizationId, Id, status));
    }
}

/// <summary>A job was queued, went on or ended.</summary>
public sealed record JobMoved(Guid OrganizationId, Guid RecordId, JobStatus Status) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => Status switch
    {
        JobStatus.Queued => "job.queued",
        JobStatus.Running or JobStatus.Cancelling => "job.progressed",
        _ => "job.finished",
    };
}
