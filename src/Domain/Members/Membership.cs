using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Members;

/// <summary>Whether a member can act.</summary>
public enum MembershipStatus
{
    /// <summary>Asked to join, has not yet.</summary>
    Invited,

    /// <summary>Takes part.</summary>
    Active,

    /// <summary>Kept out.</summary>
    Suspended,

    /// <summary>Takes part no longer; kept so that records and history can name the person.</summary>
    Removed,
}

/// <summary>The part of a user in an organization.</summary>
public sealed class Membership : AggregateRoot
{
    /// <summary>Longest display name, in characters.</summary>
    public const int DisplayNameMaxLength = 200;

    private Membership()
    {
    }

    private Membership(Guid organizationId, Guid userId, MemberRole role, MembershipStatus status, DateTimeOffset at, Guid? by) : base(organizationId, at, by) =>
        (UserId, Role, CustomRoleId, Status) = (userId, role.Role, role.CustomRoleId, status);

    /// <summary>The user.</summary>
    public Guid UserId { get; private set; }

    /// <summary>How the member is called, kept from the user for lists.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>E-mail address, kept from the user for lists.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What the member is in the organization.</summary>
    public Role Role { get; private set; }

    /// <summary>The organization's own role that the member holds, or null.</summary>
    public Guid? CustomRoleId { get; private set; }

    /// <summary>The role, the product's or the organization's own.</summary>
    public MemberRole Holds => new(Role, CustomRoleId);

    /// <summary>Whether the member can act.</summary>
    public MembershipStatus Status { get; private set; }

    /// <summary>True for one who can act as an owner.</summary>
    public bool IsActiveOwner => Role is Role.Owner && Status is MembershipStatus.Active;

    /// <summary>A user takes part.</summary>
    public static Result<Membership> Join(Guid organizationId, Guid userId, string displayName, string email, MemberRole role, DateTimeOffset at, Guid? by) =>
        Named(new Membership(organizationId, userId, role, MembershipStatus.Active, at, by), displayName, email);

    /// <summary>A user is asked to take part.</summary>
    public static Result<Membership> Invite(Guid organizationId, Guid userId, string displayName, string email, MemberRole role, DateTimeOffset at, Guid? by) =>
        Named(new Membership(organizationId, userId, role, MembershipStatus.Invited, at, by), displayName, email);

    /// <summary>Gives another role. The last active owner keeps it.</summary>
    /// <param name="role">The role.</param>
    /// <param name="otherOwners">How many other active owners there are, read under a lock.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> ChangeRole(MemberRole role, int otherOwners, DateTimeOffset at, Guid? by)
    {
        if (!role.IsDefined) return Error.Invalid("role", "It is not one of the choices.");
        if (role == Holds) return Done.Value;
        if (IsActiveOwner && otherOwners == 0) return MemberErrors.LastOwner;
        (Role, CustomRoleId) = (role.Role, role.CustomRoleId);
        return Changed(at, by);
    }

    /// <summary>Keeps the member out. The last active owner stays.</summary>
    /// <param name="otherOwners">How many other active owners there are, read under a lock.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> Suspend(int otherOwners, DateTimeOffset at, Guid? by)
    {
        if (Status is MembershipStatus.Suspended) return Done.Value;
        if (IsActiveOwner && otherOwners == 0) return MemberErrors.LastOwner;
        Status = MembershipStatus.Suspended;
        return Changed(at, by);
    }

    /// <summary>Ends the membership. The last active owner stays.</summary>
    /// <param name="otherOwners">How many other active owners there are, read under a lock.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> Remove(int otherOwners, DateTimeOffset at, Guid? by)
    {
        if (Status is MembershipStatus.Removed) return Done.Value;
        if (IsActiveOwner && otherOwners == 0) return MemberErrors.LastOwner;
        Status = MembershipStatus.Removed;
        return Changed(at, by);
    }

    /// <summary>Lets somebody whose membership ended take part again, in the role of a new invitation.</summary>
    public Result<Done> Rejoin(MemberRole role, DateTimeOffset at, Guid? by)
    {
        if (!role.IsDefined) return Error.Invalid("role", "It is not one of the choices.");
        if (Status is not MembershipStatus.Removed) return InvitationErrors.AlreadyMember;
        (Role, CustomRoleId, Status) = (role.Role, role.CustomRoleId, MembershipStatus.Active);
        return Changed(at, by);
    }

    /// <summary>Lets an invited or suspended member take part.</summary>
    public Result<Done> Activate(DateTimeOffset at, Guid? by)
    {
        if (Status is MembershipStatus.Active) return Done.Value;
        if (Status is MembershipStatus.Removed) return MemberErrors.NotFound;
        Status = MembershipStatus.Active;
        return Changed(at, by);
    }

    /// <summary>Takes over the user's name and address.</summary>
    public Result<Done> Rename(string displayName, string email, DateTimeOffset at, Guid? by)
    {
        var named = Named(this, displayName, email);
        return named.Succeeded ? Changed(at, by) : named.Error;
    }

    private static Result<Membership> Named(Membership membership, string displayName, string email)
    {
        var checks = new FieldChecks();
        var name = checks.Required("displayName", displayName, DisplayNameMaxLength);
        var address = checks.Email("email", checks.Required("email", email, EmailAddress.MaxLength));
        if (checks.Failed) return checks.ToError();
        (membership.DisplayName, membership.Email) = (name, address!.Value);
        return membership;
    }

    private Result<Done> Changed(DateTimeOffset at, Guid? by)
    {
        Touch(at, by);
        Raise(new MembershipChanged(OrganizationId, Id, UserId, Role, Status));
        return Done.Value;
    }
}

/// <summary>A member has another role, state or name; what the member may do can have changed.</summary>
public sealed record MembershipChanged(Guid OrganizationId, Guid RecordId, Guid UserId, Role Role, MembershipStatus Status) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "member.changed";
}

/// <summary>The refusals of members.</summary>
public static class MemberErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The member");

    /// <summary>Who locks themselves out cannot let themselves in again.</summary>
    public static readonly Error Yourself = Error.Conflict("own_membership", "You cannot suspend yourself.");

    /// <summary>Ownership is given by those who have it.</summary>
    public static readonly Error OwnersOnly = Error.Forbidden("Only an owner can do this.");

    /// <summary>An organization has at least one active owner.</summary>
    public static readonly Error LastOwner = Error.Conflict("last_owner", "The organization needs another active owner first.");
}
