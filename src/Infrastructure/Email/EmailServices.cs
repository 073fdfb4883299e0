using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;

namespace NexusCrm.Infrastructure.Email;

/// <summary>Registers mail.</summary>
internal static class EmailServices
{
    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section);
        services.AddOptions<AppOptions>().BindConfiguration(AppOptions.Section).Validate(o => o.BaseUrl.IsAbsoluteUri, "App:BaseUrl is an absolute address.").ValidateOnStart();
        services.AddSingleton<IEmailSender, SmtpEmailSender>();
        services.AddSingleton<AccountMailer>();
        services.AddSingleton<IAccountMail>(sp => sp.GetRequiredService<AccountMailer>());
        services.AddSingleton<IInvitationMail>(sp => sp.GetRequiredService<AccountMailer>());
        services.AddHostedService(sp => sp.GetRequiredService<AccountMailer>());
        return services;
    }
}
