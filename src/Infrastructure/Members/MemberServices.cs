using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Members;

namespace NexusCrm.Infrastructure.Members;

/// <summary>Registers what stands behind the ports about members.</summary>
internal static class MemberServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<MemberNameCache>();
        services.AddScoped<IMemberNames, MemberNames>();
        services.AddSingleton<IMemberProfiles, MemberProfiles>();
        return services;
    }
}
