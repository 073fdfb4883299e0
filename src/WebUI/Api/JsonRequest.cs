using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace NexusCrm.WebUI.Api;

/// <summary>Reads a JSON body where the endpoint decides by itself what is expected; refuses as the framework's own binding does.</summary>
internal static class JsonRequest
{
    /// <summary>The body as JSON.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON (415), cannot be read (400) or is too large (413).</exception>
    public static async Task<T> JsonBodyAsync<T>(this HttpRequest request, CancellationToken ct)
        where T : class
    {
        if (!request.HasJsonContentType()) throw new BadHttpRequestException("A JSON body is expected.", StatusCodes.Status415UnsupportedMediaType);
        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        // A filter may have read it before.
        if (request.Body.CanSeek) request.Body.Position = 0;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, options, ct) ?? throw new BadHttpRequestException("The body is missing.");
        }
        catch (JsonException unreadable)
        {
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }
}
