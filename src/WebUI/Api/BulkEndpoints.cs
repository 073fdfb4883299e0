using System.Text.Json;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Actions on many records, for any record type.</summary>
internal static class BulkEndpoints
{
    private static readonly JsonElement NoParameters = JsonDocument.Parse("{}").RootElement;

    /// <summary>Maps the route of a record type.</summary>
    public static void Map(RouteGroupBuilder api, string recordType, string tag) =>
        api.MapPost($"/{recordType}/bulk-action", (BulkBody body, HttpContext context, IUseCases useCases, CancellationToken ct) => ActAsync(recordType, body, context, useCases, ct))
            .WithTags(tag).WithName($"bulkAction{tag}").WithSummary($"Do something to many {recordType}: at once up to 200, more as a job")
            .Produces<ResultsBody>().Produces<QueuedJobBody>(202).ProducesProblems(400, 401, 403, 409);

    private static async Task<IResult> ActAsync(string recordType, BulkBody body, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        var selection = body.ToSelection();
        if (!selection.Succeeded) return selection.Error.ToHttp();
        if (string.IsNullOrEmpty(body.Action)) return Error.Invalid("action", "Say what to do.").ToHttp();

        var started = await useCases.Send(new StartBulkActionCommand(recordType, new BulkOrder(body.Action, body.Params ?? NoParameters), selection.Value, context.TakeDryRun()), ct);
        if (!started.Succeeded) return started.Error.ToHttp();
        context.Response.Headers.Location = $"{ApiEndpoints.BasePath}/jobs/{started.Value.Job.Id}";
        return started.Value.Results is null ? started.ToAccepted(s => QueuedJobBody.From(s.Job)) : started.ToHttp(ResultsBody.From);
    }

    private sealed record BulkBody(string? Action, IReadOnlyList<Guid>? Ids, JsonElement? Filter, IReadOnlyList<Guid>? Exclude, int? ExpectedCount, JsonElement? Params)
    {
        public Result<BulkSelection> ToSelection()
        {
            if (Filter is not { ValueKind: not JsonValueKind.Null } given) return new BulkSelection(Ids, null, Exclude ?? [], ExpectedCount);
            if (given.ValueKind is JsonValueKind.Object && !given.EnumerateObject().Any()) return new BulkSelection(Ids, Application.Records.Filters.Filter.Everything, Exclude ?? [], ExpectedCount);
            var filter = FilterJson.Parse(given.GetRawText());
            return filter.Succeeded ? new BulkSelection(Ids, filter.Value, Exclude ?? [], ExpectedCount) : filter.Error;
        }
    }

    private sealed record ResultsBody(long Succeeded, long Skipped, long Failed, IReadOnlyList<RowBody> Results)
    {
        public static ResultsBody From(BulkStarted s) =>
            new(s.Job.Succeeded, s.Job.Skipped, s.Job.Failed, [.. s.Results!.Select(r => new RowBody(r.Id, r.Outcome, r.Code, r.Message))]);
    }

    private sealed record RowBody(Guid Id, BulkOutcome Outcome, string? Code, string? Message);
}
