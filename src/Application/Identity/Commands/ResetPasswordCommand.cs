using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Sets a new password by a mailed token. It shows the address to be the person's, and ends all their sessions.</summary>
[OpenToAll("the mailed token says who asks")]
public sealed record ResetPasswordCommand(string? Email, string? Token, string? NewPassword) : ICommand<Done>;

internal sealed class ResetPasswordCommandValidator : AbstractValidator<ResetPasswordCommand>
{
    public ResetPasswordCommandValidator()
    {
        RuleFor(c => c.Email).EmailAddress();
        RuleFor(c => c.Token).Secret();
        RuleFor(c => c.NewPassword).NewPassword(c => [c.Email]);
    }
}

internal sealed class ResetPasswordCommandHandler(INexusDbContext db, IMailedTokens tokens, IUsers users, ICompanies companies, ISessions sessions)
    : ICommandHandler<ResetPasswordCommand, Done>
{
    public async Task<Result<Done>> Handle(ResetPasswordCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await tokens.RedeemAsync(command.Email!, TokenPurpose.ResetPassword, command.Token!, ct) is not { } userId) return IdentityErrors.InvalidToken;

        var user = await users.FindAsync(userId, ct);
        if (user is null) return IdentityErrors.InvalidToken;
        var organizations = (await companies.OfAsync(userId, ct)).Select(c => c.Name);
        // A refused password rolls the token back: it can be used again with a better one.
        if (PasswordPolicy.ProblemWith(command.NewPassword!, [user.FirstName, user.LastName, .. organizations]) is { } problem) return Error.Invalid("newPassword", problem);

        await users.SetPasswordAsync(userId, command.NewPassword!, ct);
        await users.ConfirmEmailAsync(userId, ct);
        await sessions.EndAllAsync(userId, except: null, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
