using Microsoft.Net.Http.Headers;
using NexusCrm.Application.Records.Export;

namespace NexusCrm.WebUI.Api;

/// <summary>The body of a response as the place where a file goes: streamed, to be saved, never shown.</summary>
internal sealed class ResponseFile(HttpResponse response) : IExportTarget
{
    public Stream Begin(string contentType, string fileName)
    {
        response.ContentType = contentType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = fileName, FileName = fileName }.ToString();
        response.Headers.CacheControl = "no-store";
        return response.Body;
    }
}
