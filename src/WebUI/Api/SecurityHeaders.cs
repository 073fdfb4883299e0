namespace NexusCrm.WebUI.Api;

/// <summary>Who may frame the answer of this request, instead of the application's own pages only: a space-separated list of origins.</summary>
/// <param name="Origins">For example <c>https://www.example.com</c>; written into the <c>frame-ancestors</c> directive as it stands, so only ever validated origins.</param>
/// <remarks>Set it as a feature before the answer starts: <c>context.Features.Set(new FrameAncestors(origins))</c>. Used by embedded lead forms.</remarks>
internal sealed record FrameAncestors(string Origins);

/// <summary>Where the form of this page may lead besides the application itself, redirects included: a space-separated list of validated origins.</summary>
internal sealed record FormTargets(string Origins);

/// <summary>The security headers of every answer: one content security policy, and no caching of what is not a static asset.</summary>
internal static class SecurityHeaders
{
    // Style attributes are allowed because Blazor sets heights and widths through them; style elements are not.
    private const string FixedPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; font-src 'self'; "
        + "img-src 'self' data: blob:; base-uri 'self'; ";

    private const string Permissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private const string OneYear = "max-age=31536000; includeSubDomains";

    /// <summary>Adds the headers to every answer, errors and static files included: call it first.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        var strictTransport = !app.Environment.IsDevelopment();
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, strictTransport);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, bool strictTransport)
    {
        var headers = context.Response.Headers;
        var ancestors = context.Features.Get<FrameAncestors>();
        var targets = context.Features.Get<FormTargets>();
        headers.ContentSecurityPolicy = $"{FixedPolicy}form-action 'self'{(targets is null ? "" : " " + targets.Origins)}; frame-ancestors {ancestors?.Origins ?? "'self'"}";
        // The antiforgery service adds the older header, which knows no list of origins.
        if (ancestors is not null) headers.Remove("X-Frame-Options");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = Permissions;
        if (strictTransport && context.Request.IsHttps) headers.StrictTransportSecurity = OneYear;

        // Static assets carry their own caching; everything else belongs to the person who asked.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }
}
