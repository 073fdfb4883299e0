using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Exports;
using NexusCrm.Application.Imports;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Imports;

namespace NexusCrm.Infrastructure.Imports;

/// <summary>Registers what stands behind imports.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Imports").Get<ImportLimits>() ?? new ImportLimits());
        services.AddSingleton(new ExportSlots(configuration.GetValue("Exports:AtOnce", defaultValue: 4)));
        services.AddScoped<IBulkLoad, PostgresBulkLoad>();
        return services;
    }
}

/// <summary>Every night: deletes uploaded files whose time is over.</summary>
internal sealed class UploadPurge(NightlyTools tools) : NightlyRound(tools)
{
    protected override async Task<Error?> SendAsync(IUseCases useCases, CancellationToken ct) => (await useCases.Send(new PurgeUploadsCommand(), ct)).Error;
}
