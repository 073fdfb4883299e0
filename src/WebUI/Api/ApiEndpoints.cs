using NexusCrm.Application.Records;

namespace NexusCrm.WebUI.Api;

/// <summary>The HTTP API: its conventions in one place, and the list of its features.</summary>
internal static class ApiEndpoints
{
    /// <summary>Every route begins with it.</summary>
    public const string BasePath = Problems.ApiPath + "/v1";

    private const long BodyMaxBytes = 1024 * 1024;

    /// <summary>Adds what the API needs.</summary>
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = BodyMaxBytes);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddHealth();
        services.AddRateLimits();
        services.AddLeadCapture();
        services.AddApiDescription();
        return builder;
    }

    /// <summary>Answers every failure as a problem, also those that no endpoint sees. Call it before routing.</summary>
    public static WebApplication UseApiProblems(this WebApplication app)
    {
        app.UseWhen(context => context.IsApi(), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = context => Problems.WriteAsync(context, StatusCodes.Status500InternalServerError),
                SuppressDiagnosticsCallback = handled => handled.Exception is BadHttpRequestException or OperationCanceledException,
            });
            api.UseStatusCodePages(context => Problems.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
            api.Use((context, next) =>
            {
                if (Idempotency.IsAskedFor(context.Request) && !context.Request.HasFormContentType) context.Request.EnableBuffering();
                return next(context);
            });
        });
        return app;
    }

    /// <summary>Ours instead of the package's, whose bar draws a logo with a style element; the content security policy allows stylesheets only.</summary>
    private static readonly byte[] BrowserPage = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>NexusCrm API</title>
            <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
            <link rel="stylesheet" href="swagger-ui.css" />
            <link rel="stylesheet" href="/api-browser.css" />
        </head>
        <body>
            <main id="swagger-ui"></main>
            <script src="swagger-ui-bundle.js"></script>
            <script type="module" src="/api-browser.js"></script>
        </body>
        </html>
        """u8.ToArray();

    /// <summary>Shows the API's description at <c>/docs</c>. Public: call it before authorization.</summary>
    public static WebApplication UseApiBrowser(this WebApplication app)
    {
        app.UseSwaggerUI(browser =>
        {
            browser.RoutePrefix = "docs";
            browser.IndexStream = () => new MemoryStream(BrowserPage);
        });
        return app;
    }

    /// <summary>Lets the router's own answers (405, 415) through to those who are not signed in as well. Call it after routing.</summary>
    public static WebApplication UseRouterAnswers(this WebApplication app)
    {
        app.Use((context, next) => context.GetEndpoint() is { RequestDelegate: { } answer } and not RouteEndpoint && context.IsApi() ? answer(context) : next(context));
        return app;
    }

    /// <summary>Maps the features.</summary>
    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup(BasePath).RefuseUnknownQuery();
        AuthEndpoints.Map(api);
        ApiKeyEndpoints.Map(api);

        // Answers about credentials are never stored; all others may be replayed.
        var features = api.MapGroup("").AddEndpointFilter<Idempotency>();
        OrganizationEndpoints.Map(features);
        MemberEndpoints.Map(features);
        InvitationEndpoints.Map(features);
        RoleEndpoints.Map(features);
        LeadEndpoints.Map(features);
        LeadConversionEndpoints.Map(features);
        LeadFormEndpoints.Map(features);
        ScoringEndpoints.Map(features);
        AccountEndpoints.Map(features);
        ContactEndpoints.Map(features);
        DealEndpoints.Map(features);
        PipelineEndpoints.Map(features);
        ActivityEndpoints.Map(features);
        ViewEndpoints.Map(features);
        JobEndpoints.Map(features);
        AuditEndpoints.Map(features);
        EventEndpoints.Map(features);
        NotificationEndpoints.Map(features);
        ImportEndpoints.Map(features, RecordTypes.Leads, "Leads");
        ImportEndpoints.Map(features, RecordTypes.Accounts, "Accounts");
        ImportEndpoints.Map(features, RecordTypes.Contacts, "Contacts");
        ImportEndpoints.Map(features, RecordTypes.Deals, "Deals");
        ExportEndpoints.Map(features, RecordTypes.Leads, "Leads");
        ExportEndpoints.Map(features, RecordTypes.Accounts, "Accounts");
        ExportEndpoints.Map(features, RecordTypes.Contacts, "Contacts");
        ExportEndpoints.Map(features, RecordTypes.Deals, "Deals");
        ExportEndpoints.Map(features, RecordTypes.Activities, "Activities");
        BulkEndpoints.Map(features, RecordTypes.Leads, "Leads");
        BulkEndpoints.Map(features, RecordTypes.Accounts, "Accounts");
        BulkEndpoints.Map(features, RecordTypes.Contacts, "Contacts");
        BulkEndpoints.Map(features, RecordTypes.Deals, "Deals");
        return app;
    }
}
