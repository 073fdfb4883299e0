using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity;

/// <summary>The refusals of sign-in and self-service.</summary>
public static class IdentityErrors
{
    /// <summary>Address or password wrong, account unknown, tried too early, or address not confirmed: one answer for all.</summary>
    public static readonly Error InvalidCredentials = new("invalid_credentials", "The e-mail address or password is not right.", ErrorKind.Unauthenticated);

    /// <summary>The refresh token is unknown, used or expired.</summary>
    public static readonly Error InvalidRefreshToken = new("invalid_refresh_token", "This refresh token is no longer good. Sign in again.", ErrorKind.Unauthenticated);

    /// <summary>The session has ended, or its membership.</summary>
    public static readonly Error SessionEnded = new("unauthenticated", "Your session has ended. Sign in again.", ErrorKind.Unauthenticated);

    /// <summary>The mailed token is wrong, used or expired.</summary>
    public static readonly Error InvalidToken = Error.Malformed("invalid_token", "This link is no longer good. Ask for a new one.");

    /// <summary>The address has an account.</summary>
    public static readonly Error EmailTaken = Error.Conflict("email_taken", "There is an account with this e-mail address. Sign in instead.");

    /// <summary>The user is an active member of no organization.</summary>
    public static readonly Error NoOrganization = Error.Forbidden("You are not a member of any organization.") with { Code = "no_organization" };

    /// <summary>The current password given for a change is wrong.</summary>
    public static readonly Error WrongCurrentPassword = Error.Invalid("currentPassword", "This is not your current password.");

    /// <summary>No such session, or somebody else's.</summary>
    public static readonly Error SessionNotFound = Error.NotFound("The session");

    /// <summary>The user is not an active member of that organization.</summary>
    public static readonly Error OrganizationNotFound = Error.Invalid("organizationId", "not found");
}
