using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure.Persistence.PostgreSql;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>Registers what tells nodes and pages of changes.</summary>
internal static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<PostgresChangeFeed>();
        services.AddSingleton<IChangeFeed>(sp => sp.GetRequiredService<PostgresChangeFeed>());
        services.AddHostedService(sp => sp.GetRequiredService<PostgresChangeFeed>());
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }
}
