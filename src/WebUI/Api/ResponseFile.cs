using Microsoft.Net.Http.Headers;
using NexusCrm.Application.Records.Export;

namespace NexusCrm.WebUI.Api;

/// <summary>A file that is written straight into the response. Until it is begun, the response can still be a refusal.</summary>
internal sealed class ResponseFile(HttpResponse response) : IExportTarget
{
    public Stream Begin(string contentType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.ContentType = contentType;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        return response.Body;
    }
}
