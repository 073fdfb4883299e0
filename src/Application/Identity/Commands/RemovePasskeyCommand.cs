using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Forgets one of the caller's passkeys; it signs in no longer.</summary>
/// <param name="Id">Which.</param>
[SignedIn("it removes one of the caller's own passkeys")]
public sealed record RemovePasskeyCommand(string Id) : ICommand<Done>;

internal sealed class RemovePasskeyCommandHandler(IPasskeys passkeys, IActor actor) : ICommandHandler<RemovePasskeyCommand, Done>
{
    public async Task<Result<Done>> Handle(RemovePasskeyCommand command, CancellationToken ct) =>
        await passkeys.RemoveAsync(actor.UserId!.Value, command.Id, ct) ? Done.Value : IdentityErrors.PasskeyNotFound;
}
