using NexusCrm.Application.ApiKeys;
using NexusCrm.Application.Common.Messaging;

namespace NexusCrm.WebUI.Api;

/// <summary>API keys. The key is shown once: answers about credentials are never stored for replay.</summary>
internal static class ApiKeyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys");
        keys.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ApiKeyListQuery(), ct)).ToHttp(all => new ListBody<ApiKeyBody>([.. all.Select(ApiKeyBody.From)])))
            .WithName("listApiKeys").WithSummary("API keys that are not revoked, latest first").Produces<ListBody<ApiKeyBody>>().ProducesProblems(401, 403);
        keys.MapPost("", async (ApiKeyPost body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new CreateApiKeyCommand(body.Name, body.Scopes ?? [], body.ExpiresAt), ct)).ToCreated(k => $"{ApiEndpoints.BasePath}/api-keys/{k.Row.Id}", CreatedBody.From))
            .WithName("createApiKey").WithSummary("Make an API key; it is shown in this answer only").Produces<CreatedBody>(201).ProducesProblems(400, 401, 403);
        keys.MapDelete("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new RevokeApiKeyCommand(id), ct)).ToNoContent())
            .WithName("revokeApiKey").WithSummary("Refuse an API key from now on").Produces(204).ProducesProblems(401, 403, 404);
    }

    private sealed record ApiKeyBody(Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, Guid CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset CreatedAt)
    {
        public static ApiKeyBody From(ApiKeyRow k) => new(k.Id, k.Name, k.Prefix, k.Scopes, k.UserId, k.ExpiresAt, k.LastUsedAt, k.CreatedAt);
    }

    private sealed record CreatedBody(Guid Id, string Name, string Key, string Prefix, IReadOnlyList<string> Scopes, Guid CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset CreatedAt)
    {
        public static CreatedBody From(CreatedApiKey made)
        {
            var k = made.Row;
            return new CreatedBody(k.Id, k.Name, made.Key, k.Prefix, k.Scopes, k.UserId, k.ExpiresAt, k.LastUsedAt, k.CreatedAt);
        }
    }

    private sealed record ApiKeyPost(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt);
}
