using Microsoft.AspNetCore.Http.Metadata;
using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Imports;

namespace NexusCrm.WebUI.Api;

/// <summary>Imports of any record type: a look at the file first, then the job.</summary>
internal static class ImportEndpoints
{
    /// <summary>Room for the form around the file.</summary>
    private const long FormOverhead = 1024 * 1024;

    /// <summary>Maps the routes of a record type.</summary>
    public static void Map(RouteGroupBuilder api, string recordType, string tag)
    {
        var limits = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<ImportLimits>();
        var import = api.MapGroup($"/{recordType}/import").WithTags(tag).WithMetadata(new BodyLimit(limits.MaxBytes + FormOverhead));
        import.MapPost("/preview", (HttpContext context, IUseCases useCases, CancellationToken ct) => PreviewAsync(recordType, context, useCases, ct))
            .WithName($"preview{tag}Import").WithSummary("Look at a file before its import").Accepts<IFormFile>("multipart/form-data")
            .Produces<PreviewBody>().ProducesProblems(400, 401, 403, 413, 415);
        import.MapPost("", (HttpContext context, IUseCases useCases, CancellationToken ct) => ImportAsync(recordType, context, useCases, ct))
            .WithName($"import{tag}").WithSummary("Import a file; with Prefer: dry-run, find out what an import would do").Accepts<IFormFile>("multipart/form-data")
            .Produces<QueuedJobBody>(202).ProducesProblems(400, 401, 403, 413, 415);
    }

    private static async Task<IResult> PreviewAsync(string recordType, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        if (Refused(context) is { } refusal) return refusal;
        var form = await ImportForm.ReadAsync(context.Request, recordType, useCases, ct);
        if (!form.Succeeded) return form.Error.ToHttp();
        return (await useCases.Send(new PreviewImportQuery(recordType, form.Value.UploadId), ct)).ToHttp(PreviewBody.From);
    }

    private static async Task<IResult> ImportAsync(string recordType, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        if (Refused(context) is { } refusal) return refusal;
        var form = await ImportForm.ReadAsync(context.Request, recordType, useCases, ct);
        if (!form.Succeeded) return form.Error.ToHttp();
        return (await useCases.Send(new StartImportCommand(recordType, form.Value.UploadId, form.Value.Options, context.TakeDryRun()), ct)).ToAccepted(QueuedJobBody.From);
    }

    /// <summary>A file whose length is announced as too large is refused before its first byte.</summary>
    private static IResult? Refused(HttpContext context)
    {
        if (!context.Request.HasFormContentType || !context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var limits = context.RequestServices.GetRequiredService<ImportLimits>();
        return context.Request.ContentLength > limits.MaxBytes + FormOverhead ? FileErrors.TooLarge(limits.MaxBytes).ToHttp() : null;
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    private sealed record PreviewBody(
        Guid UploadId, string Encoding, string Delimiter, bool HasHeader, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Sample,
        IReadOnlyDictionary<string, string?> SuggestedMapping, IReadOnlyList<string> Problems)
    {
        public static PreviewBody From(ImportPreview p) =>
            new(p.UploadId, p.Encoding, p.Delimiter.ToString(), p.HasHeader, p.Headers, p.Sample, p.SuggestedMapping, p.Problems);
    }
}
