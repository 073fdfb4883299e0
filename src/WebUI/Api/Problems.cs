using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>
/// Refusals on the wire: RFC 9457 problem documents with <c>type, title, status, detail, instance, code, traceId</c>, <c>errors</c> for invalid input, and the refusal's
/// details as further members.
/// </summary>
internal static class Problems
{
    /// <summary>The path under which every answer, errors included, is JSON.</summary>
    public const string ApiPath = "/api";

    /// <summary>Code of a property or query parameter that is not known.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>Content type of a problem.</summary>
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:nexuscrm:problem:";

    /// <summary>The HTTP answer of a refusal.</summary>
    public static IResult ToHttp(this Error error) => new ProblemResult(error);

    /// <summary>Writes a refusal from outside an endpoint: middleware, the authentication handler, the exception handler.</summary>
    public static Task WriteAsync(HttpContext context, Error error) => WriteAsync(context, Describe(error));

    /// <summary>Writes the problem of a bare status code that the framework set (404, 405, 415 ...).</summary>
    public static Task WriteAsync(HttpContext context, int status) => WriteAsync(context, Describe(BareStatus(status), status));

    /// <summary>True when the request is answered in JSON.</summary>
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>The status code of a refusal.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.Reused => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ProblemDetails Describe(Error error) => Describe(error, StatusOf(error.Kind));

    private static ProblemDetails Describe(Error error, int status)
    {
        var problem = new ProblemDetails { Type = TypePrefix + error.Code, Title = Title(status), Status = status, Detail = error.Message };
        problem.Extensions["code"] = error.Code;
        if (error.Fields is not null) problem.Extensions["errors"] = error.Fields;
        foreach (var (name, value) in error.Details ?? new Dictionary<string, object?>()) problem.Extensions[name] = value;
        return problem;
    }

    /// <summary>Whatever the caller accepts: a problem is always this.</summary>
    private static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        problem.Instance = context.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, options: null, ContentType, context.RequestAborted);
    }

    private static Error BareStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Error.Malformed("malformed_request", "The request cannot be read."),
        StatusCodes.Status401Unauthorized => new Error("unauthenticated", "Sign in first.", ErrorKind.Unauthenticated),
        StatusCodes.Status403Forbidden => Error.Forbidden("You do not have permission to do this."),
        StatusCodes.Status404NotFound => new Error("not_found", "There is nothing at this address.", ErrorKind.NotFound),
        StatusCodes.Status405MethodNotAllowed => Error.Malformed("method_not_allowed", "This address does not take this method."),
        StatusCodes.Status413PayloadTooLarge => new Error("too_large", "The request is larger than allowed.", ErrorKind.TooLarge),
        StatusCodes.Status415UnsupportedMediaType => Error.Malformed("unsupported_media_type", "The content type is not supported here."),
        StatusCodes.Status500InternalServerError => Error.Malformed("internal_error", "Something went wrong on our side. Nothing was changed unless the answer said so; give us the trace id."),
        StatusCodes.Status503ServiceUnavailable => new Error("unavailable", "The service cannot answer now. Try again in a moment.", ErrorKind.Unavailable),
        _ => Error.Malformed("http_" + status, Title(status)),
    };

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    private sealed class ProblemResult(Error error) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusOf(error.Kind);

        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, error);
    }
}
