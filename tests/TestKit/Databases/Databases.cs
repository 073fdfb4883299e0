using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.TestKit.Databases;

/// <summary>The template databases that tests share.</summary>
public static class Databases
{
    /// <summary>The schema of this build, without rows.</summary>
    public static DatabaseTemplate Migrated { get; } = new("nexus_migrated", connections => DatabaseMigrator.MigrateAsync(connections, CancellationToken.None));
}
