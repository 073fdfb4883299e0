using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>One span and one log line per use case: its name, how long, how it ended. Never its content.</summary>
internal sealed partial class TracingBehaviour<TRequest, TResponse>(IActor actor, ILogger<Tracing> log) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Tracing.Source.StartActivity(Name);
        activity?.SetTag("nexus.organization", actor.Identity.Organization);
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        var code = (response as IResult)?.Error?.Code;
        activity?.SetTag("nexus.outcome", code ?? "ok");
        if (log.IsEnabled(LogLevel.Debug)) Done(log, Name, code ?? "ok", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }

    [LoggerMessage(1, LogLevel.Debug, "{UseCase} ended {Outcome} after {Milliseconds:F1} ms")]
    private static partial void Done(ILogger log, string useCase, string outcome, double milliseconds);
}

/// <summary>The activity source of the application layer.</summary>
public sealed class Tracing
{
    /// <summary>Name of the source, for the exporter.</summary>
    public const string SourceName = "NexusCrm";

    internal static readonly ActivitySource Source = new(SourceName);
}
