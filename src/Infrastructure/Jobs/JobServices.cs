using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Infrastructure.Audit;
using NexusCrm.Infrastructure.Imports;
using NexusCrm.Infrastructure.Jobs.Leads;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.Conventions;
using Npgsql;
using Quartz;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>Registers background work: the clustered scheduler, the launcher of queued jobs, the nightly rounds.</summary>
internal static class JobServices
{
    /// <summary>Jobs that one node works on at once, nightly rounds included.</summary>
    private const int NodeConcurrency = 6;

    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddJobs(this IServiceCollection services, DatabaseConnections connections, IConfiguration configuration)
    {
        services.AddSingleton<JobRunner>();
        services.AddSingleton<NightlyTools>();
        if (!configuration.GetValue("Jobs:Enabled", defaultValue: true)) return services;

        services.AddQuartz(quartz => Configure(quartz, connections));
        services.AddQuartzHostedService(hosting => hosting.WaitForJobsToComplete = true);
        services.AddHostedService<JobLauncher>();
        return services;
    }

    private static void Configure(IQuartzBuilder quartz, DatabaseConnections connections)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "nexus";
            // "AUTO" set in code would be a literal: every node would have the same name and take the others for dead.
            scheduler.GenerateInstanceId = true;
            // A node that stops lets go of its jobs at their next step instead of finishing them: another one goes on.
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = NodeConcurrency);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connections.Job);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, CheckIn * 2));
            store.ConfigureStore(tables =>
            {
                tables.TablePrefix = GlobalTables.JobStorePrefix;
                // What a stopping node lets go of is queued again by the job itself, at once; waiting for the cluster to notice would take seconds.
                tables.RecoverFiringsCancelledByShutdown = false;
            });
        });
        quartz.AddNightlyRound<RescoreLeads>("rescore-leads", hour: 1, minute: 10);
        quartz.AddNightlyRound<UploadPurge>("upload-purge", hour: 3, minute: 20);
        quartz.AddNightlyRound<AuditHeadSigning>("audit-head-signing", hour: 0, minute: 30);
        SealAuditTrail.AddTo(quartz);
    }
}
