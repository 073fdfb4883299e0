namespace NexusCrm.Application.Identity;

/// <summary>Passkeys of people (WebAuthn). A browser is challenged, and answers with what its authenticator signed.</summary>
public interface IPasskeys
{
    /// <summary>Challenges the user's browser to make a passkey; good for five minutes and once.</summary>
    Task<PasskeyChallenge> BeginAddAsync(UserProfile user, CancellationToken ct);

    /// <summary>Keeps the passkey of an answer; null when the answer is not good.</summary>
    Task<Passkey?> TryAddAsync(Guid userId, string name, PasskeyAnswer answer, CancellationToken ct);

    /// <summary>Challenges a browser to sign in with any passkey that it has; good for five minutes and once.</summary>
    Task<PasskeyChallenge> BeginSignInAsync(CancellationToken ct);

    /// <summary>The user whose passkey answered; null when the answer is not good.</summary>
    Task<Guid?> TrySignInAsync(PasskeyAnswer answer, CancellationToken ct);

    /// <summary>The passkeys of a user, oldest first.</summary>
    Task<IReadOnlyList<Passkey>> ListAsync(Guid userId, CancellationToken ct);

    /// <summary>Forgets a passkey of a user; false when there is none.</summary>
    Task<bool> RemoveAsync(Guid userId, string id, CancellationToken ct);
}

/// <summary>What a browser is asked.</summary>
/// <param name="OptionsJson">Options of the WebAuthn call, as JSON.</param>
/// <param name="State">Comes back with the answer; opaque.</param>
public sealed record PasskeyChallenge(string OptionsJson, string State);

/// <summary>What a browser answered.</summary>
/// <param name="CredentialJson">The credential, as JSON.</param>
/// <param name="State">State of the challenge.</param>
public sealed record PasskeyAnswer(string? CredentialJson, string? State);

/// <summary>A passkey of a user.</summary>
/// <param name="Id">Id that the authenticator gave it, base64url.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="IsBackedUp">True when it is kept by more than one device.</param>
public sealed record Passkey(string Id, string Name, DateTimeOffset CreatedAt, bool IsBackedUp)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Most passkeys of one user.</summary>
    public const int Most = 20;

    /// <summary>Longest answer of a browser that is read, in characters.</summary>
    public const int AnswerMaxLength = 20_000;
}
