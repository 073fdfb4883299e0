using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Email;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Registers passkeys: bound to the host of <c>App:BaseUrl</c>, and only where the authenticator checks the person.</summary>
internal static class PasskeyServices
{
    private const string Required = "required";

    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<IPasskeys, Passkeys>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AppOptions>>((options, app) =>
        {
            var site = app.Value.BaseUrl;
            options.ServerDomain = site.Host;
            options.UserVerificationRequirement = Required;
            options.ResidentKeyRequirement = Required;
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, site));
        });
        return services;
    }

    /// <summary>On the machine itself, where developers and tests choose ports, any port is ours.</summary>
    private static bool IsOurs(string origin, Uri site) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == site.Scheme && from.Host == site.Host && (from.Port == site.Port || site.IsLoopback);
}
