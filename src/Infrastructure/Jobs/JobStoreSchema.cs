using NexusCrm.Infrastructure.Persistence.Conventions;
using Quartz;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>The tables of the job store, from the package's own script, so that script and package never differ. Created by the owner while migrating: the application itself may not change the schema.</summary>
internal static class JobStoreSchema
{
    private const string Resource = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>The statements; each creates only what is missing.</summary>
    public static string Script()
    {
        using var script = typeof(IScheduler).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The package holds no {Resource}.");
        using var reader = new StreamReader(script);
        return reader.ReadToEnd().Replace("{0}", GlobalTables.JobStorePrefix, StringComparison.Ordinal).Replace("{1}", GlobalTables.JobStorePrefix, StringComparison.Ordinal);
    }
}
