using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Merging;
using NexusCrm.Infrastructure.Persistence.Credentials;
using NexusCrm.Infrastructure.Persistence.Interceptors;
using NexusCrm.Infrastructure.Persistence.PostgreSql;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Audit;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Leads;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Merging;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceServices
{
    /// <summary>Adds the pooled context, its data source and the PostgreSQL ports.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseConnections connections)
    {
        services.AddSingleton(connections);
        services.AddSingleton(_ => Source(connections.App));
        services.AddKeyedSingleton(JobSource, (_, _) => Source(connections.Job));
        services.AddPooledDbContextFactory<NexusDbContext>((sp, options) => options
            .UseNpgsql(sp.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(new PlanAnewInterceptor(), new OrganizationSettingInterceptor()));
        services.AddScoped(sp => sp.GetRequiredService<IDbContextFactory<NexusDbContext>>().CreateDbContext()
            .Enter(sp.GetRequiredService<CurrentActor>(), sp.GetRequiredService<IDomainEventDispatcher>()));
        services.AddScoped<INexusDbContext>(sp => sp.GetRequiredService<NexusDbContext>());
        services.AddScoped<ILocks, PostgresLocks>();
        services.AddSingleton<IConflicts, PostgresConflicts>();
        services.AddScoped<ICredentialIndex, CredentialIndex>();
        services.AddScoped<IAssignmentTurns, PostgresAssignmentTurns>();
        services.AddScoped<IRescore, PostgresRescore>();
        services.AddScoped<IReadLog, ReadLog>();
        services.AddScoped<IRecordMoves, PostgresRecordMoves>();
        return services;
    }

    /// <summary>Key of the data source that connects as <c>nexus_job</c>.</summary>
    public const string JobSource = "job";

    private static NpgsqlDataSource Source(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
