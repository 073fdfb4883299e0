using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Mails a link that sets a new password, if the address has an account. Answers the same, and takes as long, when it has none.</summary>
[OpenToAll("whoever forgot the password cannot sign in")]
public sealed record RequestPasswordResetCommand(string? Email) : ICommand<Done>;

internal sealed class RequestPasswordResetCommandValidator : AbstractValidator<RequestPasswordResetCommand>
{
    public RequestPasswordResetCommandValidator() => RuleFor(c => c.Email).EmailAddress();
}

internal sealed class RequestPasswordResetCommandHandler(IAccountMail mail) : ICommandHandler<RequestPasswordResetCommand, Done>
{
    public Task<Result<Done>> Handle(RequestPasswordResetCommand command, CancellationToken ct)
    {
        mail.PasswordResetWanted(command.Email!.Trim());
        return Task.FromResult(Result<Done>.Success(Done.Value));
    }
}
