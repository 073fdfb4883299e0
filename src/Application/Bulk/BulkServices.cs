using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Bulk;

/// <summary>The record types that can be changed many at once, by key.</summary>
internal sealed class BulkTargets(IEnumerable<IBulkTarget> targets)
{
    /// <summary>The target of a record type, or null.</summary>
    public IBulkTarget? Find(string? recordType) => targets.SingleOrDefault(t => t.Type.Key == recordType);
}

/// <summary>The records that a bulk action refused, by id.</summary>
internal sealed class BulkFailedRows(INexusDbContext db) : IFailedRows
{
    public IReadOnlyList<string> Kinds => [BulkWork.BulkKind, BulkCheck.CheckKind];

    public async Task<FailedRows?> OpenAsync(BackgroundJob job, CancellationToken ct)
    {
        var rows = await db.Set<BulkRow>().AsNoTracking().Where(r => r.JobId == job.Id && r.Outcome == BulkOutcome.Failed).OrderBy(r => r.Row).Select(r => new { r.Row, r.RecordId }).ToListAsync(ct);
        return new FailedRows(["id"], rows.Select(r => (r.Row, (IReadOnlyList<string>)[r.RecordId.ToString()])), null);
    }
}

/// <summary>Registers bulk actions: the work, and every target of this assembly.</summary>
internal static class BulkServices
{
    public static IServiceCollection AddBulk(this IServiceCollection services)
    {
        services.AddScoped<BulkTargets>();
        services.AddScoped<BulkScope>();
        services.AddScoped<IFailedRows, BulkFailedRows>();
        services.AddScoped<IJobWork, BulkWork>();
        services.AddScoped<IJobWork, BulkCheck>();
        services.AddScoped<IJobWork, BulkUndo>();
        foreach (var target in typeof(BulkServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IBulkTarget))))
            services.AddScoped(typeof(IBulkTarget), target);
        return services;
    }
}
