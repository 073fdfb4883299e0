using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Common.Events;

/// <summary>An event as consumers get it.</summary>
/// <param name="OrganizationId">The organization, which is the actor's while it is consumed.</param>
/// <param name="Id">Its id, the same on every delivery: what makes a second one harmless.</param>
/// <param name="Type">E.g. <c>lead.assigned</c>.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Sequence">Place among the events of the record.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ActorKind">What kind of principal caused it.</param>
/// <param name="ActorId">Who caused it.</param>
/// <param name="Data">What is told of it, a JSON object.</param>
public sealed record DeliveredEvent(Guid OrganizationId, Guid Id, string Type, Guid RecordId, long Sequence, DateTimeOffset OccurredAt, AuditActor ActorKind, Guid? ActorId, string Data);

/// <summary>
/// Takes events out of the outbox, in a scope of the event's organization. Every event comes at least once: again after a failure or a node's death. Events of one record come in the order of their sequence, unless an
/// earlier one was given up. A consumer that throws gets the event again later, ten times in about an hour; then it is a dead letter.
/// </summary>
public interface IEventConsumer
{
    /// <summary>Takes one event. Must be harmless when repeated.</summary>
    Task ConsumeAsync(DeliveredEvent happened, CancellationToken ct);
}

/// <summary>Who takes which events.</summary>
/// <param name="Consumer">Stable name, stored with what is still to be taken.</param>
/// <param name="Implementation">The consumer.</param>
/// <param name="Types">The event types it takes.</param>
public sealed record EventSubscription(string Consumer, Type Implementation, IReadOnlySet<string> Types);

/// <summary>Registers consumers.</summary>
public static class EventSubscriptions
{
    /// <summary>Lets a consumer take events of some types, from those on that are placed afterwards.</summary>
    public static IServiceCollection AddEventConsumer<TConsumer>(this IServiceCollection services, string name, params IEnumerable<string> types)
        where TConsumer : class, IEventConsumer
    {
        services.AddScoped<TConsumer>();
        return services.AddSingleton(new EventSubscription(name, typeof(TConsumer), types.ToHashSet(StringComparer.Ordinal)));
    }
}
