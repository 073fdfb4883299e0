using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Email;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>
/// Passkeys by the framework's handler. Its state waits in the database instead of a cookie: an API client has none, a circuit can write none, and a row that is deleted by its use
/// makes a challenge good once.
/// </summary>
internal sealed class Passkeys(NexusDbContext db, UserManager<User> users, IPasskeyHandler<User> handler, IOptions<AppOptions> app, TimeProvider clock) : IPasskeys
{
    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(5);

    public async Task<PasskeyChallenge> BeginAddAsync(UserProfile user, CancellationToken ct)
    {
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email, DisplayName = user.DisplayName }, Request());
        return new PasskeyChallenge(options.CreationOptionsJson, await KeepAsync(options.AttestationState, user.Id, ct));
    }

    public async Task<Passkey?> TryAddAsync(Guid userId, string name, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await TakeAsync(answer, userId, ct) is not { } state) return null;
        var checkedAnswer = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Request(), CredentialJson = answer.CredentialJson!, AttestationState = state });
        if (!checkedAnswer.Succeeded || await users.FindByIdAsync(userId.ToString()) is not { } user) return null;

        checkedAnswer.Passkey.Name = name;
        var stored = await users.AddOrUpdatePasskeyAsync(user, checkedAnswer.Passkey);
        return stored.Succeeded ? Described(checkedAnswer.Passkey) : null;
    }

    public async Task<PasskeyChallenge> BeginSignInAsync(CancellationToken ct)
    {
        var options = await handler.MakeRequestOptionsAsync(null, Request());
        return new PasskeyChallenge(options.RequestOptionsJson, await KeepAsync(options.AssertionState, userId: null, ct));
    }

    public async Task<Guid?> TrySignInAsync(PasskeyAnswer answer, CancellationToken ct)
    {
        if (await TakeAsync(answer, userId: null, ct) is not { } state) return null;
        var checkedAnswer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Request(), CredentialJson = answer.CredentialJson!, AssertionState = state });
        if (!checkedAnswer.Succeeded) return null;

        // The counter of its signatures moves on: a copied authenticator is found by it.
        await users.AddOrUpdatePasskeyAsync(checkedAnswer.User, checkedAnswer.Passkey);
        return checkedAnswer.User.Id;
    }

    public async Task<IReadOnlyList<Passkey>> ListAsync(Guid userId, CancellationToken ct) =>
        await users.FindByIdAsync(userId.ToString()) is { } user ? [.. (await users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt).Select(Described)] : [];

    public async Task<bool> RemoveAsync(Guid userId, string id, CancellationToken ct)
    {
        if (!Base64Url.IsValid(id) || await users.FindByIdAsync(userId.ToString()) is not { } user) return false;
        var credentialId = Base64Url.DecodeFromChars(id);
        return await users.GetPasskeyAsync(user, credentialId) is not null && (await users.RemovePasskeyAsync(user, credentialId)).Succeeded;
    }

    private static Passkey Described(UserPasskeyInfo passkey) => new(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt, passkey.IsBackedUp);

    /// <summary>The handler asks a request for the host; a circuit has none, and a Host header is the sender's to choose.</summary>
    private DefaultHttpContext Request()
    {
        var request = new DefaultHttpContext();
        (request.Request.Scheme, request.Request.Host) = (app.Value.BaseUrl.Scheme, HostString.FromUriComponent(app.Value.BaseUrl));
        return request;
    }

    private async Task<string> KeepAsync(string? state, Guid? userId, CancellationToken ct)
    {
        var (now, secret) = (clock.GetUtcNow(), Secret.New());
        await db.Set<PasskeyChallengeRow>().Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        db.Add(new PasskeyChallengeRow { StateHash = Secret.Hash(secret), UserId = userId, State = state ?? "", ExpiresAt = now + ChallengeLifetime });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>The framework's state of a challenge, which is used up; null when there is none or the answer cannot be one.</summary>
    private async Task<string?> TakeAsync(PasskeyAnswer answer, Guid? userId, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(answer.State) || string.IsNullOrEmpty(answer.CredentialJson) || answer.CredentialJson.Length > Passkey.AnswerMaxLength) return null;
        var (hash, now) = (Secret.Hash(answer.State), clock.GetUtcNow());
        var waiting = db.Set<PasskeyChallengeRow>().Where(c => c.StateHash == hash && c.UserId == userId && c.ExpiresAt > now);
        var state = await waiting.Select(c => c.State).SingleOrDefaultAsync(ct);
        return state is not null && await waiting.ExecuteDeleteAsync(ct) == 1 ? state : null;
    }
}
