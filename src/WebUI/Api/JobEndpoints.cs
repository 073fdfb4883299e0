using System.Text.Json;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.WebUI.Api;

/// <summary>What a request is told that queued a job.</summary>
internal sealed record QueuedJobBody(Guid JobId, JobStatus Status)
{
    public static QueuedJobBody From(JobState job) => new(job.Id, job.Status);
}

/// <summary>Background jobs: where they stand, cancelling and undoing them, what they refused.</summary>
internal static class JobEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", ListAsync).WithName("listJobs").WithSummary("The latest jobs, newest first").Produces<PageBody>().ProducesProblems(400, 401);
        jobs.MapGet("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new GetJobQuery(id), ct)).ToHttp(JobBody.From))
            .WithName("getJob").WithSummary("Where a job stands").Produces<JobBody>().ProducesProblems(401, 404);
        jobs.MapPost("/{id:guid}/cancel", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new CancelJobCommand(id), ct)).ToHttp(JobBody.From))
            .WithName("cancelJob").WithSummary("Stop a job; what was done stays").Produces<JobBody>().ProducesProblems(401, 404, 409);
        jobs.MapPost("/{id:guid}/undo", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new UndoJobCommand(id), ct)).ToAccepted(QueuedJobBody.From))
            .WithName("undoJob").WithSummary("Take back what a job did, within 30 days").Produces<QueuedJobBody>(202).ProducesProblems(401, 404, 409);
        jobs.MapGet("/{id:guid}/failures", FailuresAsync)
            .WithName("getJobFailures").WithSummary("The rows a job refused, with the reasons, as CSV").Produces(200, contentType: "text/csv").ProducesProblems(401, 404);
    }

    private static async Task<IResult> ListAsync(IUseCases useCases, CancellationToken ct, string? after = null, int limit = DefaultLimit)
    {
        Guid before = default;
        if (after is not null && !Guid.TryParseExact(after, "N", out before)) return Error.Malformed("invalid_cursor", "The cursor is not valid.").ToHttp();
        var jobs = await useCases.Send(new ListJobsQuery(after is null ? null : before, limit), ct);
        return jobs.ToHttp(found => PageBody.Of(found, limit));
    }

    private static async Task<IResult> FailuresAsync(Guid id, HttpResponse response, IUseCases useCases, CancellationToken ct)
    {
        var written = await useCases.Send(new WriteJobFailuresQuery(id, new ResponseFile(response)), ct);
        return written.Succeeded ? TypedResults.Empty : written.Error.ToHttp();
    }

    private sealed record JobBody(
        Guid Id, string Type, JobStatus Status, long Processed, long? Total, long Succeeded, long Skipped, long Failed, JsonElement Result,
        DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error)
    {
        public static JobBody From(JobState j) => new(j.Id, j.Type, j.Status, j.Processed, j.Total, j.Succeeded, j.Skipped, j.Failed, j.Outcome, j.StartedAt, j.FinishedAt, j.Error);
    }

    private sealed record PageBody(IReadOnlyList<JobBody> Data, PagePosition Page)
    {
        public static PageBody Of(IReadOnlyList<JobState> jobs, int limit)
        {
            var more = jobs.Count == limit;
            return new PageBody([.. jobs.Select(JobBody.From)], new PagePosition(more ? jobs[^1].Id.ToString("N") : null, null, more, null, false));
        }
    }

    private sealed record PagePosition(string? Next, string? Prev, bool HasMore, long? Total, bool TotalIsEstimate);
}
