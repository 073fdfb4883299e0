using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>Hands the failure file of a job to the browser's session.</summary>
internal static class JobFailureEndpoints
{
    /// <summary>Maps <c>/jobs/{id}/failures</c>.</summary>
    public static void MapJobFailures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/jobs/{id:guid}/failures", DownloadAsync).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        var written = await useCases.Send(new WriteJobFailuresQuery(id, new ResponseFile(context.Response)), ct);
        return written.Succeeded ? TypedResults.Empty : written.Error.ToHttp();
    }
}
