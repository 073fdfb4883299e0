using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Common;
using Npgsql;

namespace NexusCrm.WebUI.Api;

/// <summary>Answers what the framework or a bug threw under <c>/api</c> as a problem. Pages have their own error page.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.IsApi()) return false;
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        if (exception is BadHttpRequestException unreadable) await RefuseAsync(httpContext, unreadable);
        else if (IsTransient(exception)) await RetryLaterAsync(httpContext, exception);
        else await Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError);
        return true;
    }

    private static Task RefuseAsync(HttpContext context, BadHttpRequestException unreadable) => unreadable switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => Problems.WriteAsync(context, unreadable.StatusCode),
        { InnerException: JsonException json } => Problems.WriteAsync(context, ReadingError(context, json)),
        _ => Problems.WriteAsync(context, BindingError(unreadable.Message)),
    };

    private Task RetryLaterAsync(HttpContext context, Exception failure)
    {
        Unavailable(log, failure.GetType().Name);
        context.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The database is away, or a race was lost more often than the sender tries.</summary>
    private static bool IsTransient(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } or TimeoutException
        || failure is DbUpdateException { InnerException: NpgsqlException { IsTransient: true } }
        || failure is InvalidOperationException { InnerException: NpgsqlException { IsTransient: true } };

    private static Error ReadingError(HttpContext context, JsonException json)
    {
        var field = ApiJson.FieldOf(json);
        if (UnmappedMember().Match(json.Message) is { Success: true } unmapped) return UnknownMember(context, field, unmapped.Groups["name"].Value);

        if (field.Length == 0 || IsSyntaxError(json)) return Error.Malformed("malformed_json", "The body is not the JSON that is expected here.");
        return Error.Invalid(field, "The value has the wrong type or is not one of the choices.");
    }

    private static Error UnknownMember(HttpContext context, string path, string name)
    {
        var parent = path.EndsWith(name, StringComparison.Ordinal) ? path[..^name.Length].TrimEnd('.') : path;
        var field = parent.Length == 0 ? name : $"{parent}.{name}";
        var readOnly = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<ReadOnlyFields>();
        return readOnly is not null && readOnly.Names.Contains(field, StringComparer.Ordinal)
            ? Error.Invalid(field, "This field cannot be set.") with { Code = "read_only_field" }
            : Error.Invalid(field, "This field is not known.") with { Code = Problems.UnknownField };
    }

    private static Error BindingError(string message)
    {
        if (Parameter().Match(message) is { Success: true } parameter && !message.Contains("body", StringComparison.OrdinalIgnoreCase))
            return Error.Invalid(parameter.Groups["name"].Value, "The value is missing or cannot be read.");
        return Error.Malformed("malformed_request", "The request has no readable body.");
    }

    /// <summary>The reader's own exception, which is not public, stands behind a syntax error.</summary>
    private static bool IsSyntaxError(JsonException json) => json.GetBaseException() is JsonException cause && cause.GetType() != typeof(JsonException);

    [GeneratedRegex("^The JSON property '(?<name>[^']+)' could not be mapped", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UnmappedMember();

    [GeneratedRegex("parameter \"(?:[^\" ]+ )?(?<name>[A-Za-z0-9_]+)\"", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [LoggerMessage(1, LogLevel.Warning, "A request was answered 503: {Reason}")]
    private static partial void Unavailable(ILogger log, string reason);
}

/// <summary>Properties of the resource that a body may not contain; they are refused as <c>read_only_field</c> rather than <c>unknown_field</c>.</summary>
/// <param name="Names">JSON names.</param>
internal sealed record ReadOnlyFields(IReadOnlyList<string> Names);
