using NexusCrm.Application.Identity;
using NexusCrm.Domain.Members;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>A sign-in that lasts: its current access token (or cookie) and where it works. Global: it is read before the organization is known.</summary>
internal sealed class Session
{
    public const int DeviceMaxLength = 100;

    public const int AddressMaxLength = 45;

    public Guid Id { get; init; }

    public Guid UserId { get; init; }

    /// <summary>The organization it works in; changed by a switch.</summary>
    public Guid OrganizationId { get; set; }

    public SessionKind Kind { get; init; }

    /// <summary>SHA-256 of the access token or cookie that is good now.</summary>
    public byte[] TokenHash { get; set; } = [];

    public DateTimeOffset TokenExpiresAt { get; set; }

    /// <summary>No renewal goes beyond it; null for browsers, which slide for as long as they are used.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The role as which the person looks at the product; null for their own.</summary>
    public Role? ViewAsRole { get; set; }

    /// <summary>The organization's own role as which the person looks at the product.</summary>
    public Guid? ViewAsCustomRoleId { get; set; }

    /// <summary>Web: kept when the browser closes.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>Web: SHA-256 of what marks the device as known to this user.</summary>
    public byte[]? DeviceHash { get; init; }

    /// <summary>Browser and system, for the list of sessions.</summary>
    public string Device { get; init; } = "";

    public string? Address { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A refresh token: works once. Those of one session are its family.</summary>
internal sealed class RefreshToken
{
    public Guid Id { get; init; }

    public Guid SessionId { get; init; }

    public byte[] TokenHash { get; init; } = [];

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A token that was mailed: one live token per user and purpose.</summary>
internal sealed class MailedToken
{
    public Guid UserId { get; init; }

    public TokenPurpose Purpose { get; init; }

    /// <summary>The address it was mailed to where that is not the user's yet; null otherwise.</summary>
    public string? Email { get; init; }

    public byte[] TokenHash { get; init; } = [];

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Failures to sign in to one account from one network or device. Also kept for accounts that do not exist.</summary>
internal sealed class SignInAttempt
{
    /// <summary>SHA-256 of the address that was typed, lower case.</summary>
    public byte[] Account { get; init; } = [];

    /// <summary>SHA-256 of the network or the known device.</summary>
    public byte[] Source { get; init; } = [];

    public int Failures { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

/// <summary>A key of ASP.NET Core Data Protection, shared by all nodes.</summary>
internal sealed class DataProtectionKey
{
    public const int NameMaxLength = 100;

    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Xml { get; init; } = "";
}
