using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.DbTool;

/// <summary>Builds the context for dotnet ef. Connects to nothing.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<NexusDbContext>
{
    /// <inheritdoc />
    public NexusDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<NexusDbContext>().UseNpgsql("Host=design-time").Options);
}
