using NexusCrm.Application.Common.Access;

namespace NexusCrm.Application.Identity;

/// <summary>Asks a person who is signed in for the password again, before what a stolen session must not do.</summary>
internal sealed class PasswordProof(IUsers users, ISignInAttempts attempts, IActor actor)
{
    /// <summary>True for the user's current password. Guessing is slowed down as at the sign-in, per session.</summary>
    public async Task<bool> IsCurrentAsync(UserProfile user, string password, CancellationToken ct)
    {
        var guess = new Guess(user.Id.ToString(), actor.Identity.Session?.ToString(), DeviceToken: null);
        var inTime = await attempts.TryBeginAsync(guess, ct);
        var matches = await users.AuthenticateAsync(user.Email, password, ct) is not null;
        if (!inTime || !matches) return false;
        await attempts.ForgetAsync(guess, ct);
        return true;
    }
}
