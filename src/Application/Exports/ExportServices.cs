using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Exports;

/// <summary>Registers exports: one line per record type.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddSource<LeadFields, Domain.Leads.Lead>((db, actor) => db.Leads.Where(LeadVisibility.To(actor)));
        return services;
    }

    private static void AddSource<TFields, T>(this IServiceCollection services, Func<INexusDbContext, IActor, IQueryable<T>> visible)
        where TFields : RecordType<T>
        where T : AggregateRoot =>
        services.AddScoped<IExportSource>(sp => new ExportSource<T>(
            sp.GetRequiredService<RecordExport>(), sp.GetRequiredService<TFields>(), () => visible(sp.GetRequiredService<INexusDbContext>(), sp.GetRequiredService<IActor>())));
}
