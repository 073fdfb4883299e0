using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Infrastructure.Audit;
using NexusCrm.Infrastructure.Email;
using NexusCrm.Infrastructure.Files;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.Infrastructure.Imports;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.Infrastructure.Members;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Records;
using NexusCrm.Infrastructure.Seeding;
using NexusCrm.Infrastructure.Telemetry;

namespace NexusCrm.Infrastructure;

/// <summary>Registers the infrastructure: one AddX() per folder, owned by the folder.</summary>
public static class DependencyInjection
{
    /// <summary>Adds everything behind the application's ports.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, DatabaseConnections connections, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPersistence(connections);
        services.AddRecords();
        services.AddMembers();
        services.AddIdentity(configuration);
        services.AddEmail();
        services.AddOutbox();
        services.AddFiles(configuration);
        services.AddAudit(configuration);
        services.AddImports(configuration);
        services.AddJobs(connections, configuration);
        services.AddTelemetry(configuration);
        services.AddScoped<IUseCases, UseCases>();
        services.AddScoped<JoinedScope>();
        services.AddScoped<IdempotentOperations>();
        services.AddSingleton<ISeedProfile, DemoSeed>();
        return services;
    }
}
