using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Members;

/// <summary>Where an invitation stands.</summary>
public enum InvitationStatus
{
    /// <summary>It waits for an answer.</summary>
    Pending,

    /// <summary>The person has joined.</summary>
    Accepted,

    /// <summary>It was taken back.</summary>
    Revoked,
}

/// <summary>An offer to join an organization, mailed as a link that works once and for seven days.</summary>
public sealed class Invitation : AggregateRoot
{
    /// <summary>How long a mailed link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Most invitations of one organization that wait for an answer.</summary>
    public const int MostPending = 200;

    private const int SecretBytes = 32;

    private Invitation()
    {
    }

    private Invitation(Guid organizationId, EmailAddress email, DateTimeOffset at, Guid? by) : base(organizationId, at, by) => Email = email.Normalized;

    /// <summary>Address it was mailed to, lower case.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The product's role that is offered.</summary>
    public Role Role { get; private set; }

    /// <summary>The organization's own role that is offered, or null.</summary>
    public Guid? CustomRoleId { get; private set; }

    /// <summary>Where it stands.</summary>
    public InvitationStatus Status { get; private set; }

    /// <summary>SHA-256 of the secret in the link that was mailed last.</summary>
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Until when that link is good.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When that link was mailed.</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>What is offered.</summary>
    public MemberRole Offers => new(Role, CustomRoleId);

    /// <summary>Asks somebody to join. Call <see cref="Send"/> for the secret of its link.</summary>
    public static Result<Invitation> To(Guid organizationId, string? email, MemberRole role, DateTimeOffset at, Guid? by)
    {
        var checks = new FieldChecks();
        var address = checks.Email("email", checks.Required("email", email, EmailAddress.MaxLength));
        if (!role.IsDefined) checks.Refuse("role", "It is not one of the choices.");
        if (checks.Failed) return checks.ToError();
        var invitation = new Invitation(organizationId, address!, at, by);
        invitation.Offer(role, at, by);
        return invitation;
    }

    /// <summary>Offers another role; for one that is sent again.</summary>
    public void Offer(MemberRole role, DateTimeOffset at, Guid? by)
    {
        (Role, CustomRoleId) = (role.Role, role.CustomRoleId);
        Touch(at, by);
    }

    /// <summary>Makes the secret of a new link; links that were mailed before are no good any more. Refused when it is no longer pending.</summary>
    /// <returns>43 characters of base64url, in clear for the only time.</returns>
    public Result<string> Send(DateTimeOffset at, Guid? by)
    {
        if (Status is not InvitationStatus.Pending) return InvitationErrors.NotPending;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        (SecretHash, ExpiresAt, SentAt) = (HashOf(secret), at + Lifetime, at);
        Touch(at, by);
        return secret;
    }

    /// <summary>True while the link with this secret can be followed.</summary>
    public bool IsGood(string secret, DateTimeOffset at) =>
        Status is InvitationStatus.Pending && at < ExpiresAt && CryptographicOperations.FixedTimeEquals(HashOf(secret), SecretHash);

    /// <summary>The person joins. The caller has asked <see cref="IsGood"/> under a lock.</summary>
    public void Accept(DateTimeOffset at, Guid by)
    {
        (Status, SecretHash) = (InvitationStatus.Accepted, []);
        Touch(at, by);
        Raise(new InvitationAccepted(OrganizationId, Id, CreatedBy));
    }

    /// <summary>Takes it back; its link is no good any more.</summary>
    public Result<Done> Revoke(DateTimeOffset at, Guid? by)
    {
        if (Status is not InvitationStatus.Pending) return InvitationErrors.NotPending;
        (Status, SecretHash) = (InvitationStatus.Revoked, []);
        Touch(at, by);
        return Done.Value;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>Somebody joined by an invitation.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RecordId">The invitation.</param>
/// <param name="InvitedBy">Who had sent it.</param>
public sealed record InvitationAccepted(Guid OrganizationId, Guid RecordId, Guid? InvitedBy) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "invitation.accepted";
}

/// <summary>The refusals of invitations.</summary>
public static class InvitationErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The invitation");

    /// <summary>It was answered or taken back.</summary>
    public static readonly Error NotPending = Error.Conflict("invitation_closed", "This invitation was accepted or taken back already.");

    /// <summary>The person is a member.</summary>
    public static readonly Error AlreadyMember = Error.Conflict("already_member", "Somebody with this e-mail address is a member already.");

    /// <summary>The person was asked.</summary>
    public static readonly Error AlreadyInvited = Error.Conflict("already_invited", "This e-mail address has an invitation already. Send it again instead.");

    /// <summary>There are as many as there can be.</summary>
    public static readonly Error TooMany = Error.Forbidden($"At most {Invitation.MostPending} invitations can wait for an answer.") with { Code = "limit_reached" };

    /// <summary>The link is wrong, used, replaced, taken back or expired: one answer for all.</summary>
    public static readonly Error InvalidToken = Error.Malformed("invalid_token", "This invitation is no longer good. Ask for a new one.");
}
