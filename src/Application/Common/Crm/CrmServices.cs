using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Deals;

namespace NexusCrm.Application.Common.Crm;

/// <summary>Registers what the use cases of accounts, contacts, deals and activities share.</summary>
internal static class CrmServices
{
    public static IServiceCollection AddCrm(this IServiceCollection services)
    {
        services.AddScoped<CrmScope>();
        services.AddScoped<RecordReferences>();
        services.AddScoped<AccountRecords>();
        services.AddScoped<AccountHierarchy>();
        services.AddScoped<AccountDirectory>();
        services.AddScoped<ContactRecords>();
        services.AddScoped<PrimaryContacts>();
        services.AddScoped<DealRecords>();
        services.AddScoped<DealRanks>();
        services.AddScoped<DealStages>();
        services.AddScoped<ActivityRecords>();
        services.AddScoped<RecordTimeline>();
        services.AddScoped<CrmStatistics>();
        return services;
    }
}
