using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Ends the session that sends it; its tokens are dead at once.</summary>
[AllowedWhileViewing]
[SignedIn("it ends the caller's own session")]
public sealed record SignOutCommand : ICommand<Done>;

internal sealed class SignOutCommandHandler(ISessions sessions, IActor actor) : ICommandHandler<SignOutCommand, Done>
{
    public async Task<Result<Done>> Handle(SignOutCommand command, CancellationToken ct)
    {
        if (actor.Identity is { User: { } user, Session: { } session }) await sessions.EndAsync(user, session, ct);
        return Done.Value;
    }
}
