using Microsoft.Extensions.DependencyInjection;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Registers what works and use cases of jobs share.</summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddScoped<JobLedger>();
        return services;
    }
}
