using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;

namespace NexusCrm.Application.Audit;

/// <summary>Registers what use cases of the audit trail share.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddScoped<AuditVerifier>();
        services.AddScoped<AuditLines>();
        services.AddScoped<RecordHistories>();
        services.AddScoped<IJobWork, VerifyAuditWork>();
        return services;
    }
}
