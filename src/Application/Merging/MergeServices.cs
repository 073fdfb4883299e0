using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Accounts.Merging;
using NexusCrm.Application.Contacts.Merging;
using NexusCrm.Application.Leads.Merging;

namespace NexusCrm.Application.Merging;

/// <summary>Registers merges.</summary>
internal static class MergeServices
{
    public static IServiceCollection AddMerging(this IServiceCollection services)
    {
        services.AddScoped<MergeScope>();
        services.AddScoped<LeadMerger>();
        services.AddScoped<AccountMerger>();
        services.AddScoped<ContactMerger>();
        return services;
    }
}
