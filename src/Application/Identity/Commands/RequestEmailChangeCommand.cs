using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Mails a link to a new address; the account has the old one until the link is followed. Whether the new one has an account is told only by mail.</summary>
[SignedIn("it changes the caller's own address")]
public sealed record RequestEmailChangeCommand(string? Email, string? Password) : ICommand<Done>;

internal sealed class RequestEmailChangeCommandValidator : AbstractValidator<RequestEmailChangeCommand>
{
    public RequestEmailChangeCommandValidator()
    {
        RuleFor(c => c.Email).EmailAddress();
        RuleFor(c => c.Password).NotEmpty().WithMessage("A value is required.");
    }
}

internal sealed class RequestEmailChangeCommandHandler(IUsers users, PasswordProof proof, IAccountMail mail, IActor actor) : ICommandHandler<RequestEmailChangeCommand, Done>
{
    public async Task<Result<Done>> Handle(RequestEmailChangeCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (!await proof.IsCurrentAsync(user, command.Password!, ct)) return IdentityErrors.WrongPassword;

        var wanted = EmailAddress.Parse(command.Email!).Value.Value;
        if (wanted.Equals(user.Email, StringComparison.OrdinalIgnoreCase)) return IdentityErrors.SameEmail;
        mail.EmailChangeWanted(user.Id, wanted);
        return Done.Value;
    }
}
