using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace NexusCrm.WebUI.Api;

/// <summary>What the OpenAPI document says besides its routes.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    /// <summary>Adds the document with its title and the way to sign in.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options => options.AddDocumentTransformer(Describe));

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "NexusCrm API", Version = "v1", Description = "Sign in with POST /api/v1/auth/login and send the access token as bearer. Conventions: docs/api.md." };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "Access token or API key" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }
}
