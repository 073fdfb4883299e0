using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Hosting;

/// <summary>Steps around the pages.</summary>
internal static class WebPipeline
{
    /// <summary>Believes a proxy about address and scheme if it is named in <c>ReverseProxy:Addresses</c>; nobody else, or rate limits and lock-out could be sidestepped by a header.</summary>
    public static WebApplication UseReverseProxy(this WebApplication app)
    {
        var proxies = app.Configuration.GetSection("ReverseProxy:Addresses").Get<string[]>() ?? [];
        if (proxies.Length == 0) return app;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        app.UseForwardedHeaders(options);
        return app;
    }

    /// <summary>Shows pages for failures outside the API. In Development the framework shows the exception.</summary>
    public static WebApplication UsePageErrors(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseWhen(context => !context.IsApi(), pages => pages.UseExceptionHandler("/error", createScopeForErrors: true));
        app.UseWhen(context => !context.IsApi(), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        return app;
    }
}
