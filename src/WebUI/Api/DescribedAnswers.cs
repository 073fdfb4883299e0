using Microsoft.OpenApi;

namespace NexusCrm.WebUI.Api;

/// <summary>Adds to every operation what each of them answers: the limits that are kept, too many requests, a failure; and to problems the members that each of them has.</summary>
internal static class DescribedAnswers
{
    private const string ProblemSchema = "ProblemDetails";

    /// <summary>Completes the document.</summary>
    public static void Complete(OpenApiDocument document)
    {
        CompleteProblem(document);
        foreach (var (method, operation) in document.Paths.Values.SelectMany(p => p.Operations ?? [])) Complete(method, operation, document);
    }

    private static void Complete(HttpMethod method, OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Description ??= operation.Summary;
        operation.Responses ??= [];
        AddProblem(operation.Responses, "400", "Malformed or invalid, with messages by field", document);
        if (operation.RequestBody is not null) AddProblem(operation.Responses, "413", "The body is larger than allowed", document);
        if (operation.RequestBody is not null) AddProblem(operation.Responses, "415", "The content type is not supported here", document);
        if (method != HttpMethod.Get) AddProblem(operation.Responses, "409", "The state forbids it, or a request with the same idempotency key is being worked on", document);
        if (method == HttpMethod.Post) AddProblem(operation.Responses, "422", "The idempotency key was used for another request", document);
        AddProblem(operation.Responses, "403", "No permission, or a limit of the plan", document);
        AddProblem(operation.Responses, "401", "Not signed in, or the token is no longer good", document);
        AddProblem(operation.Responses, "429", "Too many requests; Retry-After says when", document);
        AddProblem(operation.Responses, "500", "A fault of the product, with the trace id to report", document);
        foreach (var (status, response) in operation.Responses)
        {
            if (response is OpenApiResponse answer) AddHeaders(answer, status);
        }
    }

    private static void AddProblem(OpenApiResponses responses, string status, string description, OpenApiDocument document)
    {
        if (responses.ContainsKey(status)) return;
        responses[status] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, document) } },
        };
    }

    private static void AddHeaders(OpenApiResponse answer, string status)
    {
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers.TryAdd("RateLimit-Limit", Header("Requests allowed in the window", JsonSchemaType.Integer));
        answer.Headers.TryAdd("RateLimit-Remaining", Header("Requests left in the window", JsonSchemaType.Integer));
        answer.Headers.TryAdd("RateLimit-Reset", Header("Seconds to the end of the window", JsonSchemaType.Integer));
        answer.Headers.TryAdd("Access-Control-Allow-Origin", Header("Only where a lead form allows the calling origin", JsonSchemaType.String));
        if (status == "429") answer.Headers.TryAdd("Retry-After", Header("Seconds to wait", JsonSchemaType.Integer));
    }

    private static OpenApiHeader Header(string description, JsonSchemaType type) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = type, Format = type is JsonSchemaType.Integer ? "int32" : null },
    };

    private static void CompleteProblem(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.TryGetValue(ProblemSchema, out var found) is not true || found is not OpenApiSchema problem) return;
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable name of the refusal, e.g. version_conflict" };
        problem.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "To be named when reporting a fault" };
        problem.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            Description = "Messages by JSON path of the field",
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        };
    }
}
