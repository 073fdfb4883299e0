using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Records.Export;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Views;

namespace NexusCrm.Application.Records;

/// <summary>Registers the field catalogue and the views over it.</summary>
internal static class RecordServices
{
    /// <summary>Adds every record type of this assembly as a singleton, itself and as <see cref="IRecordType"/>, and what is generic over them.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        foreach (var type in typeof(RecordServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IRecordType))))
        {
            services.AddSingleton(type);
            services.AddSingleton(typeof(IRecordType), sp => sp.GetRequiredService(type));
        }

        services.AddSingleton<RecordTypes>();
        services.AddSingleton<ViewCatalogue>();
        services.AddScoped<ViewAccess>();
        services.AddScoped<RecordSelection>();
        services.AddScoped<RecordList>();
        services.AddScoped<RecordExport>();
        return services;
    }
}
