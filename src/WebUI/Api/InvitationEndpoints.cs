using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Members;

namespace NexusCrm.WebUI.Api;

/// <summary>Invitations to the current organization. They are accepted under <c>/auth</c>.</summary>
internal static class InvitationEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/invitations").WithTags("Members");
        invitations.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new InvitationListQuery(), ct)).ToHttp(all => new ListBody<InvitationBody>([.. all.Select(InvitationBody.From)])))
            .WithName("listInvitations").WithSummary("Invitations that wait for an answer, latest first").Produces<ListBody<InvitationBody>>().ProducesProblems(401, 403);
        invitations.MapPost("", async (InvitationPost body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new InviteMemberCommand(body.Email, body.Role), ct)).ToCreated(i => $"{ApiEndpoints.BasePath}/invitations/{i.Id}", InvitationBody.From))
            .WithName("inviteMember").WithSummary("Mail somebody an invitation, good for seven days").Produces<InvitationBody>(201).ProducesProblems(400, 401, 403, 409);
        invitations.MapPost("/{id:guid}/resend", async (Guid id, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ResendInvitationCommand(id), ct)).ToHttp(InvitationBody.From))
            .WithName("resendInvitation").WithSummary("Mail it again with a new link; the old one is no good any more").Produces<InvitationBody>().ProducesProblems(401, 403, 404, 409);
        invitations.MapDelete("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new RevokeInvitationCommand(id), ct)).ToNoContent())
            .WithName("revokeInvitation").WithSummary("Take an invitation back").Produces(204).ProducesProblems(401, 403, 404, 409);
    }

    private sealed record InvitationBody(Guid Id, string Email, string Role, InvitationStatus Status, Guid? InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt)
    {
        public static InvitationBody From(InvitationRow i) => new(i.Id, i.Email, RoleKeys.Of(i.Role), i.Status, i.InvitedBy, i.SentAt, i.ExpiresAt, i.CreatedAt);
    }

    private sealed record InvitationPost(string? Email, string? Role);
}
