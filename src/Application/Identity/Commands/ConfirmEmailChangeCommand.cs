using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Gives an account the address that the link was mailed to. The old address is told; links that were mailed there are no good any more.</summary>
[OpenToAll("the mailed token says who asks")]
public sealed record ConfirmEmailChangeCommand(string? Token) : ICommand<Done>;

internal sealed class ConfirmEmailChangeCommandValidator : AbstractValidator<ConfirmEmailChangeCommand>
{
    public ConfirmEmailChangeCommandValidator() => RuleFor(c => c.Token).Secret();
}

internal sealed class ConfirmEmailChangeCommandHandler(INexusDbContext db, IMailedTokens tokens, IUsers users, IMemberProfiles profiles, IAccountMail mail)
    : ICommandHandler<ConfirmEmailChangeCommand, Done>
{
    public async Task<Result<Done>> Handle(ConfirmEmailChangeCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await tokens.RedeemEmailChangeAsync(command.Token!, ct) is not { } change) return IdentityErrors.InvalidToken;
        var before = await users.FindAsync(change.UserId, ct);
        if (before is null) return IdentityErrors.InvalidToken;

        var changed = await users.ChangeEmailAsync(change.UserId, change.Email, ct);
        if (!changed.Succeeded) return changed.Error;
        await tokens.ForgetAsync(change.UserId, ct);
        await transaction.CommitAsync(ct);
        mail.EmailChanged(before.Email, before.FirstName);
        await profiles.TakeOverAsync(before with { Email = change.Email, EmailVerified = true }, ct);
        return Done.Value;
    }
}
