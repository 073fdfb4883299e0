using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Shows by a mailed token that an address belongs to its user; signs in where the client can hold a session and the account has no second factor.</summary>
/// <param name="Email">The address.</param>
/// <param name="Token">The mailed token.</param>
/// <param name="Client">The browser to sign in, or null to only confirm.</param>
[OpenToAll("the mailed token says who asks")]
public sealed record VerifyEmailCommand(string? Email, string? Token, SignInClient? Client) : ICommand<Registration>;

internal sealed class VerifyEmailCommandValidator : AbstractValidator<VerifyEmailCommand>
{
    public VerifyEmailCommandValidator()
    {
        RuleFor(c => c.Email).EmailAddress();
        RuleFor(c => c.Token).Secret();
    }
}

internal sealed class VerifyEmailCommandHandler(INexusDbContext db, IMailedTokens tokens, IUsers users, SignInDesk desk) : ICommandHandler<VerifyEmailCommand, Registration>
{
    public async Task<Result<Registration>> Handle(VerifyEmailCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await tokens.RedeemAsync(command.Email!, TokenPurpose.VerifyEmail, command.Token!, ct) is not { } userId) return IdentityErrors.InvalidToken;
        await users.ConfirmEmailAsync(userId, ct);
        await transaction.CommitAsync(ct);

        if (command.Client is null || await users.FindAsync(userId, ct) is not { } user || user.TwoFactorEnabled) return new Registration(null);
        var opened = await desk.OpenAsync(user, command.Client, ct);
        return opened.Succeeded ? new Registration(opened.Value) : opened.Error;
    }
}
