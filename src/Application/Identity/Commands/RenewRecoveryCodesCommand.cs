using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Gives new recovery codes; the old ones are no good any more. They open nothing without the password.</summary>
[SignedIn("it renews the caller's own recovery codes")]
public sealed record RenewRecoveryCodesCommand : ICommand<RecoveryCodes>;

internal sealed class RenewRecoveryCodesCommandHandler(INexusDbContext db, IUsers users, ISecondFactors factors, IActor actor) : ICommandHandler<RenewRecoveryCodesCommand, RecoveryCodes>
{
    public async Task<Result<RecoveryCodes>> Handle(RenewRecoveryCodesCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (!user.TwoFactorEnabled) return IdentityErrors.TwoFactorOff;

        await using var transaction = await db.BeginAsync(ct);
        var codes = await factors.RenewRecoveryCodesAsync(user.Id, ct);
        await transaction.CommitAsync(ct);
        return new RecoveryCodes(codes);
    }
}
