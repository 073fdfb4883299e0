using Microsoft.AspNetCore.Mvc;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Turns what a use case answered into what HTTP answers. Endpoints translate with these and decide nothing.</summary>
internal static class ResultHttp
{
    /// <summary>200 with the body, or the refusal.</summary>
    public static IResult ToHttp<T, TBody>(this Result<T> result, Func<T, TBody> body) =>
        result.Succeeded ? TypedResults.Ok(body(result.Value)) : result.Error.ToHttp();

    /// <summary>200 with a single resource and its <c>ETag</c>; 304 when the caller has it already (<c>If-None-Match</c>).</summary>
    public static IResult ToResource<T, TBody>(this Result<T> result, Func<T, TBody> body, Func<T, string> etag) =>
        result.Succeeded ? new ResourceResult<TBody>(body(result.Value), etag(result.Value), null) : result.Error.ToHttp();

    /// <summary>Says in <c>Content-Location</c> where the record stands that answers for another, merged one.</summary>
    public static Result<T> NamingContent<T>(this Result<T> result, HttpResponse response, Guid asked, Func<T, Guid> id, string recordType)
    {
        if (result.Succeeded && id(result.Value) != asked) response.Headers.ContentLocation = $"{ApiEndpoints.BasePath}/{recordType}/{id(result.Value)}";
        return result;
    }

    /// <summary>201 with <c>Location</c>, the body and, where given, its <c>ETag</c>; or the refusal.</summary>
    public static IResult ToCreated<T, TBody>(this Result<T> result, Func<T, string> location, Func<T, TBody> body, Func<T, string>? etag = null) =>
        result.Succeeded ? new ResourceResult<TBody>(body(result.Value), etag?.Invoke(result.Value), location(result.Value)) : result.Error.ToHttp();

    /// <summary>202 with the body (a queued job), or the refusal.</summary>
    public static IResult ToAccepted<T, TBody>(this Result<T> result, Func<T, TBody> body) =>
        result.Succeeded ? TypedResults.Accepted((string?)null, body(result.Value)) : result.Error.ToHttp();

    /// <summary>204, or the refusal.</summary>
    public static IResult ToNoContent<T>(this Result<T> result) =>
        result.Succeeded ? TypedResults.NoContent() : result.Error.ToHttp();

    /// <summary>Documents the problem answers of an endpoint by status.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemDetails>(status, Problems.ContentType);
        return endpoint;
    }

    private sealed class ResourceResult<TBody>(TBody body, string? etag, string? location) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (etag is not null) response.Headers.ETag = etag;
            if (location is not null) response.Headers.Location = location;
            if (etag is not null && location is null && ETags.AlreadyHas(httpContext.Request, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            response.StatusCode = StatusCode!.Value;
            return response.WriteAsJsonAsync(body, httpContext.RequestAborted);
        }
    }
}
