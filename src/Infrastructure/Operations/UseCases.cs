using System.Diagnostics;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Operations;

/// <summary>Says who acts where a message is sent: the request's principal, the circuit's user, the job's organization.</summary>
public interface IActorSource
{
    /// <summary>The identity of the next operation.</summary>
    ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct);
}

/// <summary>Sends each message in a scope of its own and again, in a fresh one, when it lost a race that is worth another attempt.</summary>
public sealed class UseCases(IServiceScopeFactory scopes, IActorSource actors, JoinedScope joined) : IUseCases
{
    private const int Attempts = 4;

    /// <inheritdoc />
    public async Task<Result<T>> Send<T>(IMessage<T> message, CancellationToken ct = default)
    {
        var operation = AuditedOperation.Of(message);
        if (joined.Services is { } services)
        {
            services.GetRequiredService<NexusDbContext>().Begin(operation);
            return await services.GetRequiredService<IMediator>().Send(message, ct);
        }

        var identity = await actors.CurrentAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
            actor.Become(identity);
            actor.Begin(operation);
            scope.ServiceProvider.GetRequiredService<SendAttempt>().MayBeRepeated = attempt < Attempts;
            try
            {
                return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message, ct);
            }
            catch (Exception lost) when (attempt < Attempts && (lost is DbUpdateConcurrencyException || scope.ServiceProvider.GetRequiredService<IConflicts>().IsWorthRetrying(lost)))
            {
                Activity.Current?.AddEvent(new ActivityEvent("retry"));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), ct);
        }
    }
}

/// <summary>Set by a step around the handler that owns the scope and its transaction (the idempotency filter); messages then run inside it and are not retried on their own.</summary>
public sealed class JoinedScope
{
    /// <summary>The scope's services, or null.</summary>
    public IServiceProvider? Services { get; set; }
}
