using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Imports;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Features.Imports;

/// <summary>Takes in the files of the import page. The API's own route is for bearer tokens; this one is for the browser's session, with its antiforgery token in a header so that the body can stream.</summary>
internal static class ImportFileEndpoints
{
    /// <summary>Maps the upload.</summary>
    public static void MapImportFiles(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/imports/{recordType}/files", TakeAsync).WithMetadata(new NoSizeLimit()).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(string recordType, HttpContext context, IAntiforgery antiforgery, IUseCases useCases, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.Problem("Load the page again and choose the file once more.", statusCode: StatusCodes.Status400BadRequest);
        if (await FileAsync(context.Request, ct) is not { } file) return Results.Problem("The form holds no file.", statusCode: StatusCodes.Status400BadRequest);

        var stored = await useCases.Send(new UploadImportFileCommand(recordType, file.FileName, file.Content), ct);
        return stored.ToHttp(id => new StoredFile(id));
    }

    /// <summary>The first file of the form, as it streams.</summary>
    private static async Task<(string FileName, Stream Content)?> FileAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) return null;
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file) return (file.FileName, content);
        }

        return null;
    }

    private sealed record StoredFile(Guid UploadId);

    /// <summary>The use case knows the limit and stops at it.</summary>
    private sealed class NoSizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
