using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Opens a session for an e-mail address and a password, and a code where the account has a second factor.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="Client">What asks.</param>
/// <param name="TwoFactorCode">Code of the authenticator app.</param>
/// <param name="RecoveryCode">A recovery code instead.</param>
[OpenToAll("whoever signs in is not known yet")]
public sealed record SignInCommand(string? Email, string? Password, SignInClient Client, string? TwoFactorCode = null, string? RecoveryCode = null) : ICommand<SignInStep>;

/// <summary>How far a sign-in got.</summary>
/// <param name="Session">The open session; null while the second factor is missing.</param>
/// <param name="Ticket">With it the second step goes on without the password (<see cref="CompleteSignInCommand"/>).</param>
public sealed record SignInStep(OpenedSession? Session, string? Ticket);

internal sealed class SignInCommandValidator : AbstractValidator<SignInCommand>
{
    public SignInCommandValidator()
    {
        RuleFor(c => c.Email).NotEmpty().WithMessage("A value is required.").MaximumLength(EmailAddress.MaxLength).WithMessage($"At most {EmailAddress.MaxLength} characters.");
        RuleFor(c => c.Password).NotEmpty().WithMessage("A value is required.");
        RuleFor(c => c.TwoFactorCode).Code();
        RuleFor(c => c.RecoveryCode).Code();
    }
}

internal sealed class SignInCommandHandler(
    IUsers users, ISignInAttempts attempts, ISecondFactors factors, SecondFactorDesk secondFactor, SignInDesk desk, IAccountMail mail, IActor actor, SignUpRules rules)
    : ICommandHandler<SignInCommand, SignInStep>
{
    public async Task<Result<SignInStep>> Handle(SignInCommand command, CancellationToken ct)
    {
        var guess = new Guess(command.Email!.Trim(), actor.Identity.Address, command.Client.DeviceToken);
        var inTime = await attempts.TryBeginAsync(guess, ct);
        // Too early is answered after the same work as a wrong password.
        var user = await users.AuthenticateAsync(guess.Account, command.Password!, ct);
        if (!inTime || user is null) return IdentityErrors.InvalidCredentials;

        await attempts.ForgetAsync(guess, ct);
        if (!rules.ConfirmEmailFirst || user.EmailVerified) return user.TwoFactorEnabled ? await AskAsync(user, command, ct) : await OpenAsync(user, command.Client, ct);

        // Telling more would say that the address is new; the mail tells its owner.
        mail.VerificationWanted(user.Id);
        return IdentityErrors.InvalidCredentials;
    }

    private async Task<Result<SignInStep>> AskAsync(UserProfile user, SignInCommand command, CancellationToken ct)
    {
        var hasCode = !string.IsNullOrWhiteSpace(command.TwoFactorCode) || !string.IsNullOrWhiteSpace(command.RecoveryCode);
        if (!hasCode) return new SignInStep(null, await factors.IssueTicketAsync(user.Id, command.Client.Remember, ct));

        var passes = await secondFactor.PassesAsync(user, command.TwoFactorCode, command.RecoveryCode, command.Client.DeviceToken, ct);
        return passes ? await OpenAsync(user, command.Client, ct) : IdentityErrors.WrongSecondFactor;
    }

    private async Task<Result<SignInStep>> OpenAsync(UserProfile user, SignInClient client, CancellationToken ct)
    {
        var opened = await desk.OpenAsync(user, client, ct);
        return opened.Succeeded ? new SignInStep(opened.Value, null) : opened.Error;
    }
}
