using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Challenges the caller's browser to make a passkey.</summary>
[SignedIn("it adds to the caller's own passkeys")]
public sealed record BeginPasskeyCommand : ICommand<PasskeyChallenge>;

internal sealed class BeginPasskeyCommandHandler(IUsers users, IPasskeys passkeys, IActor actor) : ICommandHandler<BeginPasskeyCommand, PasskeyChallenge>
{
    public async Task<Result<PasskeyChallenge>> Handle(BeginPasskeyCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if ((await passkeys.ListAsync(user.Id, ct)).Count >= Passkey.Most) return IdentityErrors.TooManyPasskeys;
        return await passkeys.BeginAddAsync(user, ct);
    }
}

/// <summary>Keeps the passkey that the caller's browser has made.</summary>
/// <param name="Name">What the caller calls it; empty for a plain word.</param>
/// <param name="Answer">What the browser answered.</param>
[SignedIn("it adds to the caller's own passkeys")]
public sealed record AddPasskeyCommand(string? Name, PasskeyAnswer Answer) : ICommand<Passkey>;

internal sealed class AddPasskeyCommandValidator : AbstractValidator<AddPasskeyCommand>
{
    public AddPasskeyCommandValidator() => RuleFor(c => c.Name).MaximumLength(Passkey.NameMaxLength).WithMessage($"At most {Passkey.NameMaxLength} characters.");
}

internal sealed class AddPasskeyCommandHandler(INexusDbContext db, IPasskeys passkeys, IActor actor) : ICommandHandler<AddPasskeyCommand, Passkey>
{
    private const string PlainName = "Passkey";

    public async Task<Result<Passkey>> Handle(AddPasskeyCommand command, CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(command.Name) ? PlainName : command.Name.Trim();
        await using var transaction = await db.BeginAsync(ct);
        if (await passkeys.TryAddAsync(actor.UserId!.Value, name, command.Answer, ct) is not { } added) return IdentityErrors.InvalidPasskey;
        await transaction.CommitAsync(ct);
        return added;
    }
}
