using Microsoft.Extensions.DependencyInjection;

namespace NexusCrm.Application.Audit;

/// <summary>Registers what use cases of the audit trail share.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddScoped<AuditVerifier>();
        return services;
    }
}
