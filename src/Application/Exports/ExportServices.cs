using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Exports;

/// <summary>Registers exports: one line per record type.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddSource<LeadFields, Domain.Leads.Lead>((db, actor) => db.Leads.Where(LeadVisibility.To(actor)));
        services.AddSource<AccountFields, Account>((db, actor) => db.Set<Account>().Where(RecordVisibility.To<Account>(actor)));
        services.AddSource<ContactFields, Contact>((db, actor) => db.Set<Contact>().Where(RecordVisibility.To<Contact>(actor)));
        services.AddSource<DealFields, Deal>((db, actor) => db.Set<Deal>().Where(RecordVisibility.To<Deal>(actor)));
        services.AddSource<ActivityFields, Activity>((db, actor) => db.Set<Activity>().Where(RecordVisibility.To<Activity>(actor)));
        services.AddSource<AuditFields, AuditEntry>((db, _) => db.Set<AuditEntry>());
        return services;
    }

    private static void AddSource<TFields, T>(this IServiceCollection services, Func<INexusDbContext, IActor, IQueryable<T>> visible)
        where TFields : RecordType<T>
        where T : class, IIdentified =>
        services.AddScoped<IExportSource>(sp => new ExportSource<T>(
            sp.GetRequiredService<RecordExport>(), sp.GetRequiredService<TFields>(), () => visible(sp.GetRequiredService<INexusDbContext>(), sp.GetRequiredService<IActor>())));
}
