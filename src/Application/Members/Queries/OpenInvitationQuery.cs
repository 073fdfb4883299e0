using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Members.Queries;

/// <summary>What the link of an invitation offers, for the page that it opens.</summary>
/// <param name="Token">The token of the link.</param>
[OpenToAll("the mailed token says who asks")]
public sealed record OpenInvitationQuery(string? Token) : IQuery<OpenInvitation>;

/// <summary>An invitation as the one who was invited sees it.</summary>
/// <param name="Email">Address it was mailed to.</param>
/// <param name="OrganizationName">Who asks.</param>
/// <param name="RoleName">What the person would be.</param>
/// <param name="HasAccount">True when the address can sign in already; the one who has the link may know.</param>
public sealed record OpenInvitation(string Email, string OrganizationName, string RoleName, bool HasAccount);

internal sealed class OpenInvitationQueryHandler(INexusDbContext db, IInvitationTokens tokens, IUsers users, RoleBook roles, CurrentActor actor, TimeProvider clock)
    : IQueryHandler<OpenInvitationQuery, OpenInvitation>
{
    public async Task<Result<OpenInvitation>> Handle(OpenInvitationQuery query, CancellationToken ct)
    {
        if (tokens.Read(query.Token ?? "") is not { } ticket) return InvitationErrors.InvalidToken;
        actor.Become(actor.Identity with { Organization = ticket.OrganizationId });
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == ticket.InvitationId, ct);
        if (invitation is null || !invitation.IsGood(ticket.Secret, clock.GetUtcNow())) return InvitationErrors.InvalidToken;

        var organization = await db.Set<Organization>().Select(o => o.Name).SingleAsync(ct);
        var role = await roles.FindAsync(invitation.Offers, ct);
        var account = await users.FindByEmailAsync(invitation.Email, ct);
        return new OpenInvitation(invitation.Email, organization, role!.Name, account is not null);
    }
}
