using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace NexusCrm.WebUI.Api;

/// <summary>Describes the query parameters that an endpoint reads by itself (<see cref="QueryNames"/>).</summary>
internal static class DescribedQuery
{
    private static readonly (string Name, string Description)[] OfLists =
    [
        ("limit", "Records on a page, 1 to 200; 50 unless said"),
        ("after", "Cursor of the page before: the next page"),
        ("before", "Cursor of the page after: the page before"),
        ("sort", "Fields in order, with - for descending: -score,lastName"),
        ("q", "Quick search"),
        ("filter", "A JSON tree of conditions; besides it every filterable field is a parameter: status=new,contacted or score[gte]=50"),
        ("total", "true counts: exactly up to 10,000"),
        ("deleted", "only: what is in the recycle bin"),
    ];

    /// <summary>Adds them to an operation.</summary>
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>().LastOrDefault() is not { } query) return Task.CompletedTask;
        var parameters = query.Names.Length == 0 ? OfLists : [.. query.Names.Select(name => (name, ""))];
        operation.Parameters ??= [];
        foreach (var (name, description) in parameters.Where(p => operation.Parameters.All(known => known.Name != p.Item1)))
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    }
}
