using Microsoft.Extensions.DependencyInjection.Extensions;
using NexusCrm.WebUI.Components.Layout;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Leads.Conversion;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Components;

/// <summary>The pages: Razor components, interactive on the server, and the client's static assets.</summary>
internal static class WebComponents
{
    /// <summary>Registers the component model and what the shell and the component kit need.</summary>
    public static WebApplicationBuilder AddWebComponents(this WebApplicationBuilder builder)
    {
        // Without this, assets that the build computes are served in Development only.
        builder.WebHost.UseStaticWebAssets();

        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<ClientScript>();
        builder.Services.AddScoped<ElementIds>();
        builder.Services.AddScoped<IToasts, ToastQueue>();
        builder.Services.AddScoped<ConversionOutcome>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Scoped<IPaletteSource, PagePaletteSource>());
        builder.Services.AddScoped<IReferenceChoices, MemberChoices>();
        builder.Services.AddRecordChoices();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>Maps the static assets and the pages.</summary>
    public static WebApplication MapWebComponents(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            // The policy is written once, in SecurityHeaders.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
