using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Records;
using NexusCrm.Infrastructure.Spreadsheets;

namespace NexusCrm.Infrastructure.Records;

/// <summary>Registers what stands behind the ports of the field catalogue.</summary>
internal static class RecordServices
{
    /// <summary>Adds paging, cursors, viewers and spreadsheets.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddMemoryCache();
        services.AddSingleton<IKeyset, RowValueKeyset>();
        services.AddSingleton<ICursorSeal, CursorSeal>();
        services.AddScoped<IViewers, Viewers>();
        services.AddSingleton<ISpreadsheetWriter, XlsxWriter>();
        return services;
    }
}
