using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Hosting;
using NexusCrm.Infrastructure.Jobs;

namespace NexusCrm.Infrastructure.Audit;

/// <summary>Registers what seals the audit trail and anchors it: <c>Audit:AnchorFolder</c> and <c>Audit:KeyFile</c>, or both in the data folder.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AuditSealer>();
        services.AddSingleton<AuditInspection>();
        services.AddSingleton(sp =>
        {
            var data = DataFolder.For(sp.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory);
            return new AuditAnchorOptions(configuration["Audit:AnchorFolder"] ?? Path.Combine(data, "audit-heads"), configuration["Audit:KeyFile"] ?? Path.Combine(data, "audit-key.pem"));
        });
        services.AddSingleton<IAuditAnchors, FileAuditAnchors>();
        return services;
    }
}

/// <summary>Every night: signs the head of each organization's chain.</summary>
internal sealed class AuditHeadSigning(NightlyTools tools) : NightlyRound(tools)
{
    protected override async Task<Error?> SendAsync(IUseCases useCases, CancellationToken ct) => (await useCases.Send(new SignAuditHeadCommand(), ct)).Error;
}
