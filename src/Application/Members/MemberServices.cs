using Microsoft.Extensions.DependencyInjection;

namespace NexusCrm.Application.Members;

/// <summary>Registers what the use cases of members, roles and invitations share.</summary>
internal static class MemberServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddTransient<RoleBook>();
        services.AddTransient<RoleRules>();
        services.AddTransient<MemberChanges>();
        services.AddTransient<InvitationSender>();
        return services;
    }
}
