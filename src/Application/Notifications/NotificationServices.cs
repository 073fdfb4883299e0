using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;

namespace NexusCrm.Application.Notifications;

/// <summary>Registers what makes and shows notifications.</summary>
internal static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<NotificationSubjects>();
        return services.AddEventConsumer<NotifyMembers>(NotifyMembers.Name, NotifyMembers.Types);
    }
}
