using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Leads.Capture;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Members;

namespace NexusCrm.Application.Leads;

/// <summary>Registers what the use cases of leads share.</summary>
internal static class LeadServices
{
    public static IServiceCollection AddLeads(this IServiceCollection services)
    {
        services.AddScoped<LeadRules>();
        services.AddScoped<LeadRecords>();
        services.AddScoped<LeadChanges>();
        services.AddScoped<OwnerChoice>();
        services.AddScoped<LeadScoring>();
        services.AddScoped<PublicForms>();
        services.AddScoped<LeadTimeline>();
        services.AddScoped<DuplicateLeads>();
        services.AddScoped<MemberDirectory>();
        services.AddScoped<IJobWork, RescoreWork>();
        services.AddScoped<IAssignLeads, DefaultAssignment>();
        return services;
    }
}
