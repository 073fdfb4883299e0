using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Notifications;
using NexusCrm.Infrastructure.Persistence.PostgreSql;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>Registers what tells nodes, pages and consumers of what happened.</summary>
internal static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<PostgresChangeFeed>();
        services.AddSingleton<IChangeFeed>(sp => sp.GetRequiredService<PostgresChangeFeed>());
        services.AddHostedService(sp => sp.GetRequiredService<PostgresChangeFeed>());
        services.AddSingleton<INotificationFeed, PostgresNotificationFeed>();
        services.AddSingleton(OutboxOptions.Default);
        services.AddSingleton<EventPlaces>();
        services.AddSingleton<EventDeliveries>();
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }
}
