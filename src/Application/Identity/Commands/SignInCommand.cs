using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Opens a session for an e-mail address and a password.</summary>
[OpenToAll("whoever signs in is not known yet")]
public sealed record SignInCommand(string? Email, string? Password, SignInClient Client) : ICommand<OpenedSession>;

internal sealed class SignInCommandValidator : AbstractValidator<SignInCommand>
{
    public SignInCommandValidator()
    {
        RuleFor(c => c.Email).NotEmpty().WithMessage("A value is required.").MaximumLength(EmailAddress.MaxLength).WithMessage($"At most {EmailAddress.MaxLength} characters.");
        RuleFor(c => c.Password).NotEmpty().WithMessage("A value is required.");
    }
}

internal sealed class SignInCommandHandler(IUsers users, ISignInAttempts attempts, SignInDesk desk, IAccountMail mail, IActor actor, SignUpRules rules)
    : ICommandHandler<SignInCommand, OpenedSession>
{
    public async Task<Result<OpenedSession>> Handle(SignInCommand command, CancellationToken ct)
    {
        var (email, address, device) = (command.Email!.Trim(), actor.Identity.Address, command.Client.DeviceToken);
        var inTime = await attempts.TryBeginAsync(email, address, device, ct);
        // Too early is answered after the same work as a wrong password.
        var user = await users.AuthenticateAsync(email, command.Password!, ct);
        if (!inTime || user is null) return IdentityErrors.InvalidCredentials;

        await attempts.ForgetAsync(email, address, device, ct);
        if (!rules.ConfirmEmailFirst || user.EmailVerified) return await desk.OpenAsync(user, command.Client, ct);

        // Telling more would say that the address is new; the mail tells its owner.
        mail.VerificationWanted(user.Id);
        return IdentityErrors.InvalidCredentials;
    }
}
