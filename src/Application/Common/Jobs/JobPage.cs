using System.Linq.Expressions;
using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>A job as it is shown.</summary>
public sealed record JobState(
    Guid Id,
    string Kind,
    string? RecordType,
    JobStatus Status,
    long? Total,
    long Succeeded,
    long Skipped,
    long Failed,
    string Result,
    string? Error,
    DateTimeOffset CreatedAt,
    Guid? CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    Guid? UndoJobId)
{
    /// <summary>The name outside: <c>leads_import</c>.</summary>
    public string Type => RecordType is null ? Kind : $"{RecordType}_{Kind}";

    /// <summary>Rows worked on.</summary>
    public long Processed => Succeeded + Skipped + Failed;

    /// <summary>The outcome as JSON.</summary>
    public JsonElement Outcome => JsonDocument.Parse(Result).RootElement;

    internal static Expression<Func<BackgroundJob, JobState>> Of { get; } = j =>
        new JobState(j.Id, j.Kind, j.RecordType, j.Status, j.Total, j.Succeeded, j.Skipped, j.Failed, j.Result, j.Error, j.CreatedAt, j.CreatedBy, j.StartedAt, j.FinishedAt, j.UndoJobId);
}

/// <summary>Who sees which jobs: each member its own, and all of them with <c>jobs.manage</c>.</summary>
public static class JobVisibility
{
    /// <summary>The jobs an actor sees.</summary>
    public static Expression<Func<BackgroundJob, bool>> To(IActor actor)
    {
        if (actor.May(Permissions.Records.ManageJobs)) return _ => true;
        var user = actor.UserId;
        return job => user != null && job.CreatedBy == user;
    }
}
