using System.Text.Json;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>
/// Does one kind of job. It holds no rule: it reads what is to be done and sends messages, each of which saves its own part together with the job's checkpoint (<see cref="JobLedger.HoldAsync"/>), so that
/// another node can go on from there after a kill. It is begun again from its last checkpoint, never from the start.
/// </summary>
public interface IJobWork
{
    /// <summary>The kind, as in the job.</summary>
    string Kind { get; }

    /// <summary>The kind that takes this one back, or null.</summary>
    string? UndoKind => null;

    /// <summary>Works until all is done or somebody cancelled it. A refusal ends the job as failed with its message.</summary>
    Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct);
}

/// <summary>A job in the hands of one node.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="JobId">The job.</param>
/// <param name="Lease">The node's hold on it; names it in every checkpoint.</param>
/// <param name="Kind">What it does.</param>
/// <param name="RecordType">The record type it works on, or null.</param>
/// <param name="RequestedBy">The user who asked for it.</param>
/// <param name="QueuedAt">When it was asked for, UTC: the "now" of all its rows, so that a resumed run ends as an uninterrupted one.</param>
/// <param name="Payload">What was asked, as JSON.</param>
/// <param name="Checkpoint">Where to go on from, as JSON.</param>
/// <param name="Total">Rows to work on, when an earlier attempt has counted them.</param>
public sealed record JobRun(
    Guid OrganizationId, Guid JobId, Guid Lease, string Kind, string? RecordType, Guid? RequestedBy, DateTimeOffset QueuedAt, string Payload, string Checkpoint, long? Total)
{
    /// <summary>What was asked.</summary>
    public T Asked<T>() => JsonSerializer.Deserialize<T>(Payload, JobLedger.Json)!;

    /// <summary>Where to go on from.</summary>
    public T From<T>() => JsonSerializer.Deserialize<T>(Checkpoint, JobLedger.Json)!;
}

/// <summary>What a step of a job answers to the work that sent it.</summary>
/// <param name="GoOn">False when somebody cancelled the job.</param>
public sealed record StepTaken(bool GoOn);
