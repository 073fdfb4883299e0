using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Members;

namespace NexusCrm.WebUI.Api;

/// <summary>The members of the current organization.</summary>
internal static class MemberEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/members", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new MemberListQuery(), ct)).ToHttp(members => new ListBody<MemberBody>([.. members.Select(MemberBody.From)])))
            .WithTags("Members").WithName("listMembers").WithSummary("Who is in the organization, by name")
            .Produces<ListBody<MemberBody>>().ProducesProblems(401, 403);

    private sealed record MemberBody(Guid Id, string Name, string Email, Role Role, MembershipStatus Status, DateTimeOffset JoinedAt)
    {
        public static MemberBody From(MemberRow m) => new(m.Id, m.Name, m.Email, m.Role, m.Status, m.JoinedAt);
    }
}
