using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NexusCrm.Application.Records;

namespace NexusCrm.WebUI.Api;

/// <summary>What the OpenAPI document says besides its routes and types.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    /// <summary>Adds the document.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.CreateSchemaReferenceId = DescribedTypes.NameOf;
        options.AddSchemaTransformer(DescribedTypes.DescribeAsync);
        options.AddOperationTransformer(DescribedQuery.AddAsync);
        options.AddDocumentTransformer(DescribeAsync);
    });

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "NexusCrm API",
            Version = "v1",
            Description = "Sign in with POST /api/v1/auth/login and send the access token as bearer. Conventions: docs/api.md.",
            Contact = new OpenApiContact { Name = "NexusCrm" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This installation, local or production", Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) } }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "Access token or API key" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        DescribedAnswers.Complete(document);
        new DescribedLimits(context.ApplicationServices.GetRequiredService<RecordTypes>()).Complete(document);
        return Task.CompletedTask;
    }
}
