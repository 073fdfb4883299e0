using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>The second step of a sign-in in the browser: a code, after the password was right.</summary>
/// <param name="Ticket">What the first step gave.</param>
/// <param name="TwoFactorCode">Code of the authenticator app.</param>
/// <param name="RecoveryCode">A recovery code instead.</param>
/// <param name="Client">The browser; whether to remember it is in the ticket.</param>
[OpenToAll("the ticket of the first step says who asks")]
public sealed record CompleteSignInCommand(string? Ticket, string? TwoFactorCode, string? RecoveryCode, SignInClient Client) : ICommand<OpenedSession>;

internal sealed class CompleteSignInCommandValidator : AbstractValidator<CompleteSignInCommand>
{
    public CompleteSignInCommandValidator()
    {
        RuleFor(c => c.TwoFactorCode).Code();
        RuleFor(c => c.RecoveryCode).Code();
        RuleFor(c => c.TwoFactorCode).NotEmpty().When(c => string.IsNullOrWhiteSpace(c.RecoveryCode)).WithMessage("A value is required.");
    }
}

internal sealed class CompleteSignInCommandHandler(IUsers users, ISecondFactors factors, SecondFactorDesk secondFactor, SignInDesk desk) : ICommandHandler<CompleteSignInCommand, OpenedSession>
{
    public async Task<Result<OpenedSession>> Handle(CompleteSignInCommand command, CancellationToken ct)
    {
        if (await factors.ReadTicketAsync(command.Ticket ?? "", ct) is not { } ticket) return IdentityErrors.SignInExpired;
        if (await users.FindAsync(ticket.UserId, ct) is not { } user) return IdentityErrors.SignInExpired;
        if (!await secondFactor.PassesAsync(user, command.TwoFactorCode, command.RecoveryCode, command.Client.DeviceToken, ct)) return IdentityErrors.WrongSecondFactor;

        return await desk.OpenAsync(user, command.Client with { Remember = ticket.Remember }, ct);
    }
}
