using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Turns the second factor off. A stolen session is not enough: it takes the password and a code, or a recovery code in its place.</summary>
[SignedIn("it turns the caller's own second factor off")]
public sealed record DisableTwoFactorCommand(string? Password, string? Code) : ICommand<Done>;

internal sealed class DisableTwoFactorCommandValidator : AbstractValidator<DisableTwoFactorCommand>
{
    public DisableTwoFactorCommandValidator()
    {
        RuleFor(c => c.Password).NotEmpty().WithMessage("A value is required.");
        RuleFor(c => c.Code).NotEmpty().WithMessage("A value is required.");
        RuleFor(c => c.Code).Code();
    }
}

internal sealed class DisableTwoFactorCommandHandler(INexusDbContext db, IUsers users, ISecondFactors factors, SecondFactorDesk secondFactor, PasswordProof proof, IActor actor)
    : ICommandHandler<DisableTwoFactorCommand, Done>
{
    /// <summary>Codes of the app are digits; anything else is a recovery code.</summary>
    private const int AppCodeLength = 6;

    public async Task<Result<Done>> Handle(DisableTwoFactorCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (!user.TwoFactorEnabled) return IdentityErrors.TwoFactorOff;
        if (!await proof.IsCurrentAsync(user, command.Password!, ct)) return IdentityErrors.WrongPassword;

        var code = command.Code!.Trim();
        await using var transaction = await db.BeginAsync(ct);
        var isAppCode = code.Count(char.IsAsciiDigit) == AppCodeLength && !code.Any(char.IsAsciiLetter);
        if (!await secondFactor.PassesAsync(user, isAppCode ? code : null, code, deviceToken: null, ct)) return Error.Invalid("code", IdentityErrors.WrongSecondFactor.Message);
        await factors.DisableAsync(user.Id, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
