using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Members;

namespace NexusCrm.WebUI.Api;

/// <summary>The members of the current organization. Their ids are user ids, as in owner fields.</summary>
internal static class MemberEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var members = api.MapGroup("/members").WithTags("Members");
        members.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new MemberListQuery(), ct)).ToHttp(all => new ListBody<MemberBody>([.. all.Select(MemberBody.From)])))
            .WithName("listMembers").WithSummary("Who is in the organization, by name").Produces<ListBody<MemberBody>>().ProducesProblems(401, 403);
        members.MapGet("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new MemberQuery(id), ct)).ToResource(MemberBody.From, MemberBody.ETagOf))
            .WithName("getMember").WithSummary("One member").Produces<MemberBody>().Produces(304).ProducesProblems(401, 403, 404);
        members.MapPatch("/{id:guid}", async (Guid id, MemberPatch body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ChangeMemberRoleCommand(id, body.Role, request.ExpectedVersion()), ct)).ToResource(MemberBody.From, MemberBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(MemberBody.ReadOnly))
            .WithName("updateMember").WithSummary("Give a member another role").Produces<MemberBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        members.MapPost("/{id:guid}/suspend", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new SuspendMemberCommand(id, request.ExpectedVersion()), ct)).ToResource(MemberBody.From, MemberBody.ETagOf))
            .WithName("suspendMember").WithSummary("Keep a member out; their sessions end at once").Produces<MemberBody>().ProducesProblems(401, 403, 404, 409, 412);
        members.MapPost("/{id:guid}/activate", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ActivateMemberCommand(id, request.ExpectedVersion()), ct)).ToResource(MemberBody.From, MemberBody.ETagOf))
            .WithName("activateMember").WithSummary("Let a suspended member take part again").Produces<MemberBody>().ProducesProblems(401, 403, 404, 412);
        members.MapDelete("/{id:guid}", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RemoveMemberCommand(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName("removeMember").WithSummary("End a membership; records keep naming the person").Produces(204).ProducesProblems(401, 403, 404, 409, 412);
    }

    private sealed record MemberBody(Guid Id, string Name, string Email, string Role, MembershipStatus Status, DateTimeOffset JoinedAt, int Version)
    {
        public static readonly string[] ReadOnly = ["id", "name", "email", "status", "joinedAt", "version"];

        public static MemberBody From(MemberRow m) => new(m.Id, m.Name, m.Email, RoleKeys.Of(m.Role), m.Status, m.JoinedAt, m.Version);

        public static string ETagOf(MemberRow member) => ETags.Of(member.Version);
    }

    private sealed record MemberPatch(string? Role);
}
