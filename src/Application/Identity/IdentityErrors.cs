using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity;

/// <summary>The refusals of sign-in and self-service.</summary>
public static class IdentityErrors
{
    private const string WrongPasswordText = "This is not your current password.";

    /// <summary>Address or password wrong, account unknown, tried too early, or address not confirmed: one answer for all.</summary>
    public static readonly Error InvalidCredentials = new("invalid_credentials", "The e-mail address or password is not right.", ErrorKind.Unauthenticated);

    /// <summary>Address and password are right, and the account has a second factor.</summary>
    public static readonly Error TwoFactorRequired = new("two_factor_required", "Enter the code of your authenticator app, or a recovery code.", ErrorKind.Unauthenticated);

    /// <summary>The second factor is wrong, was used before, or tried too early.</summary>
    public static readonly Error WrongSecondFactor = InvalidCredentials with { Message = "The code is not right, or it was used before." };

    /// <summary>No passkey of a known user answered the challenge.</summary>
    public static readonly Error WrongPasskey = InvalidCredentials with { Message = "The passkey is not known here, or it answered too late." };

    /// <summary>What the browser sent is no good passkey.</summary>
    public static readonly Error InvalidPasskey = Error.Malformed("invalid_passkey", "The passkey could not be added. Try again.");

    /// <summary>No such passkey, or somebody else's.</summary>
    public static readonly Error PasskeyNotFound = Error.NotFound("The passkey");

    /// <summary>There are as many as there can be.</summary>
    public static readonly Error TooManyPasskeys = Error.Forbidden($"You can have at most {Passkey.Most} passkeys.") with { Code = "limit_reached" };

    /// <summary>The first step of the sign-in was too long ago.</summary>
    public static readonly Error SignInExpired = InvalidCredentials with { Message = "That took too long. Enter your password again." };

    /// <summary>The code that confirms a new authenticator is wrong.</summary>
    public static readonly Error WrongCode = Error.Invalid("code", "The code is not right. Check the clock of your phone, and take the code that is shown now.");

    /// <summary>There is a second factor already.</summary>
    public static readonly Error TwoFactorOn = Error.Conflict("two_factor_enabled", "Two-step sign-in is on already. Turn it off first.");

    /// <summary>There is no second factor.</summary>
    public static readonly Error TwoFactorOff = Error.Conflict("two_factor_disabled", "Two-step sign-in is off.");

    /// <summary>The refresh token is unknown, used or expired.</summary>
    public static readonly Error InvalidRefreshToken = new("invalid_refresh_token", "This refresh token is no longer good. Sign in again.", ErrorKind.Unauthenticated);

    /// <summary>The session has ended, or its membership.</summary>
    public static readonly Error SessionEnded = new("unauthenticated", "Your session has ended. Sign in again.", ErrorKind.Unauthenticated);

    /// <summary>The mailed token is wrong, used or expired.</summary>
    public static readonly Error InvalidToken = Error.Malformed("invalid_token", "This link is no longer good. Ask for a new one.");

    /// <summary>The address has an account.</summary>
    public static readonly Error EmailTaken = Error.Conflict("email_taken", "There is an account with this e-mail address. Sign in instead.");

    /// <summary>The new address is the old one.</summary>
    public static readonly Error SameEmail = Error.Invalid("email", "This is your e-mail address already.");

    /// <summary>The user is an active member of no organization.</summary>
    public static readonly Error NoOrganization = Error.Forbidden("You are not a member of any organization.") with { Code = "no_organization" };

    /// <summary>The current password given for a change is wrong.</summary>
    public static readonly Error WrongCurrentPassword = Error.Invalid("currentPassword", WrongPasswordText);

    /// <summary>The password given to confirm something is wrong.</summary>
    public static readonly Error WrongPassword = Error.Invalid("password", WrongPasswordText);

    /// <summary>No such session, or somebody else's.</summary>
    public static readonly Error SessionNotFound = Error.NotFound("The session");

    /// <summary>The user is not an active member of that organization.</summary>
    public static readonly Error OrganizationNotFound = Error.Invalid("organizationId", "not found");
}
