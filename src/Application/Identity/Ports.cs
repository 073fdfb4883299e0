using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Identity;

/// <summary>A person with a sign-in, as use cases see it.</summary>
/// <param name="Id">User id.</param>
/// <param name="Email">Address the person signs in with, as typed.</param>
/// <param name="EmailVerified">True once the person has shown that the address is theirs.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="TwoFactorEnabled">True when a second factor is asked for.</param>
public sealed record UserProfile(Guid Id, string Email, bool EmailVerified, string FirstName, string LastName, string Locale, string TimeZone, bool TwoFactorEnabled)
{
    /// <summary>Longest first or last name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest locale tag, in characters.</summary>
    public const int LocaleMaxLength = 20;

    /// <summary>Longest time zone name, in characters.</summary>
    public const int TimeZoneMaxLength = 64;

    /// <summary>Locale of those who have not chosen one.</summary>
    public const string DefaultLocale = "en-SG";

    /// <summary>Time zone of those who have not chosen one.</summary>
    public const string DefaultTimeZone = "Asia/Singapore";

    /// <summary>First and last name.</summary>
    public string DisplayName => $"{FirstName} {LastName}".Trim();
}

/// <summary>The people who can sign in, and their passwords. Works in the operation's transaction.</summary>
public interface IUsers
{
    /// <summary>A user by id.</summary>
    Task<UserProfile?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>A user by e-mail address, without regard to case.</summary>
    Task<UserProfile?> FindByEmailAsync(string email, CancellationToken ct);

    /// <summary>The user of an address and password. An unknown address costs the same work as a wrong password; a password over 1 KB costs none.</summary>
    Task<UserProfile?> AuthenticateAsync(string email, string password, CancellationToken ct);

    /// <summary>Adds a user. Refused with <c>email_taken</c> when the address has one.</summary>
    Task<Result<Done>> CreateAsync(UserProfile user, string password, CancellationToken ct);

    /// <summary>Changes names, locale and time zone.</summary>
    Task UpdateAsync(UserProfile user, CancellationToken ct);

    /// <summary>Sets a new password that the policy has let through.</summary>
    Task SetPasswordAsync(Guid id, string password, CancellationToken ct);

    /// <summary>Notes that the person has shown the address to be theirs.</summary>
    Task ConfirmEmailAsync(Guid id, CancellationToken ct);

    /// <summary>Gives the user another address, which is shown to be theirs. Refused with <c>email_taken</c> when it has an account.</summary>
    Task<Result<Done>> ChangeEmailAsync(Guid id, string email, CancellationToken ct);
}

/// <summary>An organization of a user and the part they have in it.</summary>
/// <param name="Id">Organization id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="TimeZone">IANA time zone of its days.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Role">The user's role.</param>
public sealed record Company(Guid Id, string Name, string Slug, string TimeZone, string Currency, MemberRole Role);

/// <summary>The organizations in which a user is an active member, read across organizations.</summary>
public interface ICompanies
{
    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Company>> OfAsync(Guid userId, CancellationToken ct);

    /// <summary>A free slug made of a name.</summary>
    Task<string> FreeSlugAsync(string name, CancellationToken ct);
}

/// <summary>How a session's credential is carried.</summary>
public enum SessionKind
{
    /// <summary>Access and refresh token of an API client.</summary>
    Api,

    /// <summary>Cookie of a browser.</summary>
    Web,
}

/// <summary>What a client tells about itself when signing in.</summary>
/// <param name="Kind">How the credential is carried.</param>
/// <param name="Remember">Web: keeps the session for 14 days instead of until the browser closes.</param>
/// <param name="UserAgent">As sent; shortened for the list of sessions.</param>
/// <param name="DeviceToken">Web: what an earlier sign-in left on this device, which exempts it from delays that others cause.</param>
public sealed record SignInClient(SessionKind Kind, bool Remember = false, string? UserAgent = null, string? DeviceToken = null);

/// <summary>The secrets of a session, in clear for the only time; stored hashed.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="OrganizationId">The organization it works in.</param>
/// <param name="AccessToken">Bearer token, or the cookie's value.</param>
/// <param name="ExpiresIn">How long the access token is good.</param>
/// <param name="RefreshToken">API only: gives the next pair, once.</param>
/// <param name="DeviceToken">Web only: marks the device as known.</param>
/// <param name="IsPersistent">Web: true when the cookie outlives the browser.</param>
public sealed record SessionTokens(Guid SessionId, Guid OrganizationId, string AccessToken, TimeSpan ExpiresIn, string? RefreshToken, string? DeviceToken, bool IsPersistent);

/// <summary>A session in the list of its owner.</summary>
/// <param name="Id">Session id.</param>
/// <param name="Kind">Browser or API client.</param>
/// <param name="Device">Shortened user agent.</param>
/// <param name="Address">Last network address.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastSeenAt">When it was last used, to the minute.</param>
/// <param name="IsCurrent">True for the one that asks.</param>
public sealed record SessionSummary(Guid Id, SessionKind Kind, string Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsCurrent);

/// <summary>Sessions and their tokens.</summary>
public interface ISessions
{
    /// <summary>Opens a session.</summary>
    Task<SessionTokens> OpenAsync(Guid userId, Guid organizationId, SignInClient client, string? address, CancellationToken ct);

    /// <summary>Trades a refresh token for the next pair. A token that was used before ends its session.</summary>
    Task<Result<(Guid UserId, SessionTokens Tokens)>> RefreshAsync(string refreshToken, CancellationToken ct);

    /// <summary>Lets a session work in another organization, with new tokens; the old ones end.</summary>
    Task<SessionTokens> SwitchAsync(Guid sessionId, Guid organizationId, CancellationToken ct);

    /// <summary>Ends one session of a user; false when there is none.</summary>
    Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken ct);

    /// <summary>Ends all sessions of a user, but for one.</summary>
    Task EndAllAsync(Guid userId, Guid? except, CancellationToken ct);

    /// <summary>Ends the sessions of a user that work in an organization.</summary>
    Task EndInAsync(Guid organizationId, Guid userId, CancellationToken ct);

    /// <summary>Lets a session look at the product as a role, or, without one, as itself again.</summary>
    Task ViewAsAsync(Guid sessionId, MemberRole? role, CancellationToken ct);

    /// <summary>The open sessions of a user, last used first.</summary>
    Task<IReadOnlyList<SessionSummary>> ListAsync(Guid userId, Guid? current, CancellationToken ct);

    /// <summary>The organization in which the user last worked, or null.</summary>
    Task<Guid?> LastOrganizationAsync(Guid userId, CancellationToken ct);
}

/// <summary>What is guessed at.</summary>
public enum GuessedSecret
{
    /// <summary>The password.</summary>
    Password,

    /// <summary>A code of the authenticator or a recovery code.</summary>
    SecondFactor,
}

/// <summary>A try at somebody's secret.</summary>
/// <param name="Account">Whose: the e-mail address as typed, known or not.</param>
/// <param name="Address">Network address of the caller; null counts the tries of all networks together.</param>
/// <param name="DeviceToken">A known device of the account is counted by itself.</param>
/// <param name="Secret">What is guessed at; each is counted by itself.</param>
public sealed record Guess(string Account, string? Address, string? DeviceToken, GuessedSecret Secret = GuessedSecret.Password);

/// <summary>Slows down guessing: after five failures each further try has to wait 1, 2, 4 ... 60 seconds. Counted before the secret is looked at, so that parallel tries do not slip through.</summary>
public interface ISignInAttempts
{
    /// <summary>Counts a try; false when it comes too early and must be answered as a wrong secret.</summary>
    Task<bool> TryBeginAsync(Guess guess, CancellationToken ct);

    /// <summary>Forgets the failures after a success.</summary>
    Task ForgetAsync(Guess guess, CancellationToken ct);
}

/// <summary>What a mailed token is good for.</summary>
public enum TokenPurpose
{
    /// <summary>Shows that the address belongs to the user.</summary>
    VerifyEmail,

    /// <summary>Sets a new password.</summary>
    ResetPassword,

    /// <summary>Gives the user the address that the token was mailed to.</summary>
    ChangeEmail,
}

/// <summary>Single-use, expiring tokens that reach a person by mail; stored hashed, one live token per user and purpose.</summary>
public interface IMailedTokens
{
    /// <summary>Uses a token up; null when it is wrong, used, expired or somebody else's: one answer for all.</summary>
    Task<Guid?> RedeemAsync(string email, TokenPurpose purpose, string token, CancellationToken ct);

    /// <summary>Uses up a token of <see cref="TokenPurpose.ChangeEmail"/>: whose it is and the address it was mailed to; null as above.</summary>
    Task<(Guid UserId, string Email)?> RedeemEmailChangeAsync(string token, CancellationToken ct);

    /// <summary>Makes every other token of a user no good.</summary>
    Task ForgetAsync(Guid userId, CancellationToken ct);
}

/// <summary>Mails about accounts. Each call returns at once and looks nothing up, so that answers take the same time for known and unknown addresses.</summary>
public interface IAccountMail
{
    /// <summary>Somebody asked to reset the password of an address, which may have no account.</summary>
    void PasswordResetWanted(string email);

    /// <summary>A user has to show that the address is theirs.</summary>
    void VerificationWanted(Guid userId);

    /// <summary>Somebody registered with an address that has an account.</summary>
    void AlreadyRegistered(string email);

    /// <summary>A user wants another address: the link goes there; an address that has an account is told so instead.</summary>
    void EmailChangeWanted(Guid userId, string email);

    /// <summary>A user has another address: the old one is told.</summary>
    void EmailChanged(string formerEmail, string firstName);
}

/// <summary>Rules of sign-up that the installation decides. Section <c>Security</c>.</summary>
/// <param name="ConfirmEmailFirst">Registration always answers the same, and the mailed link signs in. On in Production.</param>
public sealed record SignUpRules(bool ConfirmEmailFirst);
