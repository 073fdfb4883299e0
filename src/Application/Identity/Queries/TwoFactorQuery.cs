using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Queries;

/// <summary>Whether the caller has a second factor.</summary>
[SignedIn("everyone may know their own second factor")]
public sealed record TwoFactorQuery : IQuery<TwoFactorState>;

/// <summary>State of a second factor.</summary>
/// <param name="Enabled">True when a code is asked for at sign-in.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are good still.</param>
public sealed record TwoFactorState(bool Enabled, int RecoveryCodesLeft);

internal sealed class TwoFactorQueryHandler(IUsers users, ISecondFactors factors, IActor actor) : IQueryHandler<TwoFactorQuery, TwoFactorState>
{
    public async Task<Result<TwoFactorState>> Handle(TwoFactorQuery query, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        return new TwoFactorState(user.TwoFactorEnabled, user.TwoFactorEnabled ? await factors.RecoveryCodesLeftAsync(user.Id, ct) : 0);
    }
}
