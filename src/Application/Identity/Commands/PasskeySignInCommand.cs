using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Challenges a browser to sign in with a passkey. Nobody is named: the browser offers the passkeys that it has.</summary>
[OpenToAll("whoever signs in is not known yet")]
public sealed record BeginPasskeySignInCommand : ICommand<PasskeyChallenge>;

internal sealed class BeginPasskeySignInCommandHandler(IPasskeys passkeys) : ICommandHandler<BeginPasskeySignInCommand, PasskeyChallenge>
{
    public async Task<Result<PasskeyChallenge>> Handle(BeginPasskeySignInCommand command, CancellationToken ct) => await passkeys.BeginSignInAsync(ct);
}

/// <summary>Opens a session for a passkey. The authenticator has checked the person, so no second factor is asked for.</summary>
/// <param name="Answer">What the browser answered.</param>
/// <param name="Client">What asks.</param>
[OpenToAll("the passkey says who asks")]
public sealed record PasskeySignInCommand(PasskeyAnswer Answer, SignInClient Client) : ICommand<OpenedSession>;

internal sealed class PasskeySignInCommandHandler(INexusDbContext db, IPasskeys passkeys, IUsers users, SignInDesk desk, SignUpRules rules) : ICommandHandler<PasskeySignInCommand, OpenedSession>
{
    public async Task<Result<OpenedSession>> Handle(PasskeySignInCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var userId = await passkeys.TrySignInAsync(command.Answer, ct);
        // The challenge is used up whatever comes of it.
        await transaction.CommitAsync(ct);
        if (userId is null || await users.FindAsync(userId.Value, ct) is not { } user) return IdentityErrors.WrongPasskey;
        if (rules.ConfirmEmailFirst && !user.EmailVerified) return IdentityErrors.WrongPasskey;
        return await desk.OpenAsync(user, command.Client, ct);
    }
}
