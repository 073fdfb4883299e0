using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Sets a new password for the caller, who shows the current one; the caller's other sessions end.</summary>
[SignedIn("it changes the caller's own password")]
public sealed record ChangePasswordCommand(string? CurrentPassword, string? NewPassword) : ICommand<Done>;

internal sealed class ChangePasswordCommandValidator : AbstractValidator<ChangePasswordCommand>
{
    public ChangePasswordCommandValidator()
    {
        RuleFor(c => c.CurrentPassword).NotEmpty().WithMessage("A value is required.");
        RuleFor(c => c.NewPassword).NewPassword();
    }
}

internal sealed class ChangePasswordCommandHandler(INexusDbContext db, IUsers users, ICompanies companies, ISessions sessions, PasswordProof proof, IActor actor)
    : ICommandHandler<ChangePasswordCommand, Done>
{
    public async Task<Result<Done>> Handle(ChangePasswordCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (!await proof.IsCurrentAsync(user, command.CurrentPassword!, ct)) return IdentityErrors.WrongCurrentPassword;

        var organizations = (await companies.OfAsync(user.Id, ct)).Select(c => c.Name);
        if (PasswordPolicy.ProblemWith(command.NewPassword!, [user.Email, user.FirstName, user.LastName, .. organizations]) is { } problem) return Error.Invalid("newPassword", problem);

        await using var transaction = await db.BeginAsync(ct);
        await users.SetPasswordAsync(user.Id, command.NewPassword!, ct);
        await sessions.EndAllAsync(user.Id, actor.Identity.Session, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
