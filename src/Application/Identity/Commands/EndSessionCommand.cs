using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Ends one of the caller's sessions, on whatever device.</summary>
[SignedIn("it ends one of the caller's own sessions")]
public sealed record EndSessionCommand(Guid SessionId) : ICommand<Done>;

internal sealed class EndSessionCommandHandler(ISessions sessions, IActor actor) : ICommandHandler<EndSessionCommand, Done>
{
    public async Task<Result<Done>> Handle(EndSessionCommand command, CancellationToken ct) =>
        await sessions.EndAsync(actor.UserId!.Value, command.SessionId, ct) ? Done.Value : IdentityErrors.SessionNotFound;
}
