using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Exports;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;

namespace NexusCrm.WebUI.Api;

/// <summary>The records of a list as a file, for any record type.</summary>
internal static class ExportEndpoints
{
    /// <summary>Maps the route of a record type.</summary>
    public static void Map(RouteGroupBuilder api, string recordType, string tag) =>
        api.MapGet($"/{recordType}/export", (HttpContext context, IUseCases useCases, CancellationToken ct) => ExportAsync(recordType, context, useCases, ct))
            .WithMetadata(new QueryNames())
            .WithTags(tag).WithName($"export{tag}").WithSummary($"The {recordType} of a list as CSV, XLSX or JSON lines").Produces(200, contentType: "text/csv").ProducesProblems(400, 401, 403, 429);

    /// <summary>Maps the same for the browser's session: <c>/leads/export</c> and so on.</summary>
    public static void MapListExports(this IEndpointRouteBuilder routes)
    {
        foreach (var recordType in new[] { RecordTypes.Leads, RecordTypes.Accounts, RecordTypes.Contacts, RecordTypes.Deals, AuditFields.TypeKey })
            routes.MapGet($"/{recordType}/export", (HttpContext context, IUseCases useCases, CancellationToken ct) => ExportAsync(recordType, context, useCases, ct)).ExcludeFromDescription();
    }

    private static async Task<IResult> ExportAsync(string recordType, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        var request = ExportRequest.Parse([.. context.Request.Query.SelectMany(q => q.Value.Select(value => KeyValuePair.Create(q.Key, value ?? "")))]);
        if (!request.Succeeded) return request.Error.ToHttp();

        var written = await useCases.Send(new ExportRecordsQuery(recordType, request.Value, new ResponseFile(context.Response)), ct);
        if (written.Succeeded) return TypedResults.Empty;
        if (Problems.StatusOf(written.Error.Kind) == StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter = "10";
        return written.Error.ToHttp();
    }
}
