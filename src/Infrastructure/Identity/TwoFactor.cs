namespace NexusCrm.Infrastructure.Identity;

/// <summary>The authenticator app of a user. Global: it is asked before the organization is known.</summary>
internal sealed class TwoFactor
{
    public Guid UserId { get; init; }

    /// <summary>The key of the codes, encrypted with the key ring: unlike a password it has to be read.</summary>
    public byte[] ProtectedKey { get; set; } = [];

    /// <summary>When a first code showed that the app has the key; null while it is being set up.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Step of the last code that was used: it and older ones are no good any more.</summary>
    public long LastStep { get; set; }
}

/// <summary>A recovery code that is good still.</summary>
internal sealed class RecoveryCode
{
    public Guid UserId { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public byte[] CodeHash { get; init; } = [];
}
