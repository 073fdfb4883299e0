using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Members;

/// <summary>What stands, signed, in the link of an invitation: it leads to the organization before anyone is known.</summary>
/// <param name="OrganizationId">Whose invitation.</param>
/// <param name="InvitationId">Which.</param>
/// <param name="Secret">The secret whose hash is stored.</param>
public sealed record InvitationTicket(Guid OrganizationId, Guid InvitationId, string Secret);

/// <summary>Signs and reads the tokens in links of invitations. A changed token is refused without asking the database.</summary>
public interface IInvitationTokens
{
    /// <summary>The token for a link.</summary>
    string Write(InvitationTicket ticket);

    /// <summary>What a token says; null for one that was not signed here.</summary>
    InvitationTicket? Read(string token);
}

/// <summary>Words of the mail that asks somebody to join.</summary>
/// <param name="Email">Recipient.</param>
/// <param name="OrganizationName">Who asks.</param>
/// <param name="InviterName">The member who asks.</param>
/// <param name="RoleName">What the person would be.</param>
/// <param name="Token">Token of the link.</param>
public sealed record InvitationMail(string Email, string OrganizationName, string InviterName, string RoleName, string Token);

/// <summary>Sends the mail of an invitation. Returns at once.</summary>
public interface IInvitationMail
{
    /// <summary>Queues the mail.</summary>
    void InvitationWanted(InvitationMail mail);
}

/// <summary>Mails invitations. Call it after the commit: the link is in clear in the mail only.</summary>
internal sealed class InvitationSender(INexusDbContext db, IInvitationTokens tokens, IInvitationMail mail, IActor actor)
{
    /// <summary>Queues the mail of an invitation.</summary>
    public async Task SendAsync(Invitation invitation, string secret, string roleName, CancellationToken ct)
    {
        var organization = await db.Set<Organization>().Select(o => o.Name).SingleAsync(ct);
        var inviter = await db.Set<Membership>().Where(m => m.UserId == actor.UserId).Select(m => m.DisplayName).SingleOrDefaultAsync(ct);
        var token = tokens.Write(new InvitationTicket(invitation.OrganizationId, invitation.Id, secret));
        mail.InvitationWanted(new InvitationMail(invitation.Email, organization, inviter ?? organization, roleName, token));
    }
}
