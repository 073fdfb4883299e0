using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.WebUI.Components.Layout;
using NexusCrm.WebUI.Features.Identity;

namespace NexusCrm.WebUI.Operations;

/// <summary>Registers who acts: authentication, the actor of requests and circuits.</summary>
internal static class OperationServices
{
    /// <summary>Adds sign-in by session. Everything needs it unless it says otherwise.</summary>
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton(new SignUpRules(builder.Configuration.GetValue("Security:ConfirmEmailFirst", builder.Environment.IsProduction())));
        services.AddScoped<IActorSource, ActorSource>();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<IShell, SignedInShell>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "nexus-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        return builder;
    }
}
