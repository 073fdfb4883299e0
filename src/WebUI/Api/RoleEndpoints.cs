using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Members;

namespace NexusCrm.WebUI.Api;

/// <summary>The product's roles, named by their key, and the organization's own, named by their id.</summary>
internal static class RoleEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/roles").WithTags("Members");
        roles.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RoleListQuery(), ct)).ToHttp(all => new ListBody<RoleBody>([.. all.Select(RoleBody.From)])))
            .WithName("listRoles").WithSummary("All roles and what they may do").Produces<ListBody<RoleBody>>().ProducesProblems(401, 403);
        roles.MapGet("/{id}", async (string id, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RoleQuery(id), ct)).ToResource(RoleBody.From, RoleBody.ETagOf))
            .WithName("getRole").WithSummary("One role").Produces<RoleBody>().Produces(304).ProducesProblems(401, 403, 404);
        roles.MapPost("", async (RolePost body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new CreateRoleCommand(body.Name, body.Permissions ?? [], body.RecordScope ?? RecordScope.Territory), ct))
                    .ToCreated(r => $"{ApiEndpoints.BasePath}/roles/{r.Key}", RoleBody.From, RoleBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(RoleBody.ReadOnly))
            .WithName("createRole").WithSummary("Define a role; nobody can put more into it than they have").Produces<RoleBody>(201).ProducesProblems(400, 401, 403);
        roles.MapPatch("/{id}", async (string id, RolePatch body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UpdateRoleCommand(id, body.Name, body.Permissions, body.RecordScope, request.ExpectedVersion()), ct)).ToResource(RoleBody.From, RoleBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(RoleBody.ReadOnly))
            .WithName("updateRole").WithSummary("Change an own role; what its holders may do changes at once").Produces<RoleBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        roles.MapDelete("/{id}", async (string id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DeleteRoleCommand(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName("deleteRole").WithSummary("Remove an own role that nobody has").Produces(204).ProducesProblems(401, 403, 404, 409, 412);
    }

    private sealed record RoleBody(string Id, string Name, bool System, IReadOnlyList<string> Permissions, RecordScope RecordScope, int Members, int Version)
    {
        public static readonly string[] ReadOnly = ["id", "system", "members", "version"];

        public static RoleBody From(RoleDefinition r) => new(r.Key, r.Name, r.IsSystem, r.Permissions, r.RecordScope, r.Holders, r.Version);

        public static string ETagOf(RoleDefinition role) => ETags.Of(role.Version);
    }

    private sealed record RolePost(string? Name, IReadOnlyList<string>? Permissions, RecordScope? RecordScope);

    private sealed record RolePatch(Optional<string?> Name, Optional<IReadOnlyList<string>?> Permissions, Optional<RecordScope> RecordScope);
}
