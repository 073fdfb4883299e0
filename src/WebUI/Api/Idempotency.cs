using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Api;

/// <summary><c>Idempotency-Key</c> on posts: the same key answers what it answered before, and the effect happens once.</summary>
internal sealed class Idempotency(IdempotentOperations operations) : IEndpointFilter
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly Error InvalidKey = Error.Malformed("invalid_idempotency_key", $"An idempotency key has 1 to {IdempotencyRecord.KeyMaxLength} printable ASCII characters.");

    /// <summary>True when the request may be replayed; its body is then read twice.</summary>
    public static bool IsAskedFor(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Headers.ContainsKey(KeyHeader);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IsAskedFor(http.Request) || http.User.UserId() is null) return await next(context);

        var key = http.Request.Headers[KeyHeader].ToString();
        if (key.Length is 0 or > IdempotencyRecord.KeyMaxLength || key.Any(c => c is < ' ' or > '~')) return InvalidKey.ToHttp();

        var result = await operations.RunAsync(key, await FingerprintAsync(http.Request), () => ExecuteAsync(context, next), http.RequestAborted);
        if (result.Succeeded) return new Replay(result.Value.Answer, result.Value.IsReplay);
        if (result.Error == IdempotentOperations.InProgress) http.Response.Headers.RetryAfter = "1";
        return result.Error.ToHttp();
    }

    /// <summary>Runs the endpoint and catches what it answers instead of sending it: only what was committed may be heard.</summary>
    private static async Task<StoredAnswer> ExecuteAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        // Read for the fingerprint, and by an earlier attempt.
        if (request.Body.CanSeek) request.Body.Position = 0;
        var network = response.Body;
        using var caught = new MemoryStream();
        response.Body = caught;
        try
        {
            var answer = await next(context);
            if (answer is IResult result) await result.ExecuteAsync(context.HttpContext);
            else await response.WriteAsJsonAsync(answer);
            return new StoredAnswer(response.StatusCode, response.ContentType, Header(response.Headers.Location), Header(response.Headers.ETag), caught.ToArray());
        }
        finally
        {
            response.Body = network;
        }
    }

    private static string? Header(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Method, route and body. JSON counts by meaning, not by spelling; of an upload, whose boundary differs each time, only the length of the form counts.</summary>
    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        var head = $"{request.Method} {request.Path.Value!.TrimEnd('/')}{request.QueryString}\n";
        if (request.HasFormContentType) return SHA256.HashData(Encoding.UTF8.GetBytes(head + request.ContentLength));

        request.Body.Position = 0;
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        return SHA256.HashData(Encoding.UTF8.GetBytes(head + Canonical(await reader.ReadToEndAsync(request.HttpContext.RequestAborted))));
    }

    private static string Canonical(string body)
    {
        try
        {
            return body.Length == 0 ? "" : Sorted(JsonNode.Parse(body))?.ToJsonString() ?? "null";
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private sealed class Replay(StoredAnswer answer, bool isReplay) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            if (answer.Location is not null) response.Headers.Location = answer.Location;
            if (answer.ETag is not null) response.Headers.ETag = answer.ETag;
            if (isReplay) response.Headers["Idempotent-Replayed"] = "true";
            if (answer.Body.Length == 0) return;
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
