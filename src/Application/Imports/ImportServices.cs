using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;

namespace NexusCrm.Application.Imports;

/// <summary>Registers imports: the work, and every target of this assembly.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddScoped<ImportUploads>();
        services.AddScoped<ImportTargets>();
        services.AddScoped<IFailedRows, ImportFailedRows>();
        services.AddScoped<IJobWork, ImportWork>();
        services.AddScoped<IJobWork, ImportCheck>();
        services.AddScoped<IJobWork, ImportUndo>();
        foreach (var target in typeof(ImportServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IImportTarget))))
            services.AddScoped(typeof(IImportTarget), target);
        return services;
    }
}
