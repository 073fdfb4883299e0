using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Records;

namespace NexusCrm.Infrastructure.Records;

/// <summary>Registers what stands behind the ports of the field catalogue.</summary>
internal static class RecordServices
{
    /// <summary>Adds paging, cursors and viewers.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<IKeyset, RowValueKeyset>();
        services.AddSingleton<ICursorSeal, CursorSeal>();
        services.AddScoped<IViewers, Viewers>();
        return services;
    }
}
