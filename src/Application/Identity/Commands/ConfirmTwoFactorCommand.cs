using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Turns the second factor on by a first code of the authenticator app, and gives the recovery codes.</summary>
[SignedIn("it sets up the caller's own second factor")]
public sealed record ConfirmTwoFactorCommand(string? Code) : ICommand<RecoveryCodes>;

internal sealed class ConfirmTwoFactorCommandValidator : AbstractValidator<ConfirmTwoFactorCommand>
{
    public ConfirmTwoFactorCommandValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("A value is required.");
        RuleFor(c => c.Code).Code();
    }
}

internal sealed class ConfirmTwoFactorCommandHandler(INexusDbContext db, IUsers users, ISecondFactors factors, IActor actor) : ICommandHandler<ConfirmTwoFactorCommand, RecoveryCodes>
{
    public async Task<Result<RecoveryCodes>> Handle(ConfirmTwoFactorCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (user.TwoFactorEnabled) return IdentityErrors.TwoFactorOn;

        await using var transaction = await db.BeginAsync(ct);
        if (!await factors.TryConfirmAsync(user.Id, command.Code!, ct)) return IdentityErrors.WrongCode;
        var codes = await factors.RenewRecoveryCodesAsync(user.Id, ct);
        await transaction.CommitAsync(ct);
        return new RecoveryCodes(codes);
    }
}
