using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Events;

/// <summary>Reacts to a business fact inside the saving transaction, with database effects only. Named for what it does (<c>CarryConsentToContact</c>).</summary>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    /// <summary>Reacts. Must not save: the save that raised the event goes on afterwards.</summary>
    Task HandleAsync(TEvent happened, CancellationToken ct);
}

/// <summary>Hands events to their handlers, one after the other.</summary>
public interface IDomainEventDispatcher
{
    /// <summary>Runs the handlers of each event in the order the events were raised.</summary>
    Task DispatchAsync(IEnumerable<IDomainEvent> events, CancellationToken ct);
}

internal sealed class DomainEventDispatcher(IServiceProvider services) : IDomainEventDispatcher
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Runner> Runners = new();

    public async Task DispatchAsync(IEnumerable<IDomainEvent> events, CancellationToken ct)
    {
        foreach (var happened in events)
        {
            var runner = Runners.GetOrAdd(happened.GetType(), type => (Runner)Activator.CreateInstance(typeof(Runner<>).MakeGenericType(type))!);
            await runner.RunAsync(services, happened, ct);
        }
    }

    private abstract class Runner
    {
        public abstract Task RunAsync(IServiceProvider services, IDomainEvent happened, CancellationToken ct);
    }

    private sealed class Runner<TEvent> : Runner
        where TEvent : IDomainEvent
    {
        public override async Task RunAsync(IServiceProvider services, IDomainEvent happened, CancellationToken ct)
        {
            foreach (var handler in services.GetServices<IDomainEventHandler<TEvent>>()) await handler.HandleAsync((TEvent)happened, ct);
        }
    }
}
