using System.Linq.Expressions;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>An invitation that waits for an answer.</summary>
/// <param name="Id">Id.</param>
/// <param name="Email">Address it was mailed to.</param>
/// <param name="Role">The role that is offered.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="InvitedBy">User who sent it first.</param>
/// <param name="SentAt">When it was mailed last, UTC.</param>
/// <param name="ExpiresAt">Until when its link is good, UTC.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Version">What <c>If-Match</c> compares.</param>
public sealed record InvitationRow(
    Guid Id, string Email, MemberRole Role, InvitationStatus Status, Guid? InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt, int Version)
{
    internal static Expression<Func<Invitation, InvitationRow>> Projection { get; } = i => new InvitationRow(
        i.Id, i.Email, new MemberRole(i.Role, i.CustomRoleId), i.Status, i.CreatedBy, i.SentAt, i.ExpiresAt, i.CreatedAt, i.Version);

    private static readonly Func<Invitation, InvitationRow> Project = Projection.Compile();

    internal static InvitationRow Of(Invitation invitation) => Project(invitation);
}
