namespace NexusCrm.Application.Identity;

/// <summary>The second factor of people: time-based codes (RFC 6238) and recovery codes. Works in the operation's transaction.</summary>
public interface ISecondFactors
{
    /// <summary>Gives the user a new key that no sign-in asks for until it is confirmed. The key is in base32, as authenticator apps read it.</summary>
    Task<string> EnrolAsync(Guid userId, CancellationToken ct);

    /// <summary>Turns the enrolled key on by a first code; false when the code is wrong or nothing was enrolled.</summary>
    Task<bool> TryConfirmAsync(Guid userId, string code, CancellationToken ct);

    /// <summary>True for a code of now, or of 30 seconds before or after, that was not used before. It is used up.</summary>
    Task<bool> TryUseCodeAsync(Guid userId, string code, CancellationToken ct);

    /// <summary>True for a recovery code that was not used before. It is used up.</summary>
    Task<bool> TryUseRecoveryCodeAsync(Guid userId, string code, CancellationToken ct);

    /// <summary>Replaces the recovery codes by <see cref="RecoveryCodes.Count"/> new ones; shown once, stored hashed.</summary>
    Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid userId, CancellationToken ct);

    /// <summary>How many recovery codes are left.</summary>
    Task<int> RecoveryCodesLeftAsync(Guid userId, CancellationToken ct);

    /// <summary>Turns the second factor off and forgets key and recovery codes.</summary>
    Task DisableAsync(Guid userId, CancellationToken ct);

    /// <summary>Notes for five minutes that the password was right, so that the second step does not ask for it again. No good after a change of password.</summary>
    Task<string> IssueTicketAsync(Guid userId, bool remember, CancellationToken ct);

    /// <summary>Whose ticket it is, and whether the browser is to be remembered; null for one that is no good.</summary>
    Task<(Guid UserId, bool Remember)?> ReadTicketAsync(string ticket, CancellationToken ct);
}

/// <summary>Codes that stand in for a lost authenticator, each once.</summary>
/// <param name="Codes">The codes in clear, for the only time.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes)
{
    /// <summary>How many a user gets.</summary>
    public const int Count = 10;
}

/// <summary>Checks second factors, slowed down per account whatever the network: who guesses here knows the password.</summary>
internal sealed class SecondFactorDesk(ISecondFactors factors, ISignInAttempts attempts)
{
    /// <summary>Longest code that is looked at, in characters.</summary>
    public const int CodeMaxLength = 40;

    /// <summary>True when the code, or else the recovery code, is good; it is used up. False also when it comes too early after failures.</summary>
    public async Task<bool> PassesAsync(UserProfile user, string? code, string? recoveryCode, string? deviceToken, CancellationToken ct)
    {
        var guess = new Guess(user.Email, Address: null, deviceToken, GuessedSecret.SecondFactor);
        if (!await attempts.TryBeginAsync(guess, ct)) return false;

        var passes = string.IsNullOrWhiteSpace(code) ? await factors.TryUseRecoveryCodeAsync(user.Id, recoveryCode ?? "", ct) : await factors.TryUseCodeAsync(user.Id, code, ct);
        if (passes) await attempts.ForgetAsync(guess, ct);
        return passes;
    }
}
