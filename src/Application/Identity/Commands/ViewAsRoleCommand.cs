using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Lets an administrator look at the product as a role: with its permissions and records, never more than one's own, and without changing anything.</summary>
/// <param name="Role">Key of the role.</param>
[Requires(Permissions.Settings.Roles)]
public sealed record ViewAsRoleCommand(string? Role) : ICommand<Done>;

internal sealed class ViewAsRoleCommandHandler(ISessions sessions, RoleBook roles, IActor actor) : ICommandHandler<ViewAsRoleCommand, Done>
{
    public async Task<Result<Done>> Handle(ViewAsRoleCommand command, CancellationToken ct)
    {
        if (actor.Identity.Session is not { } session) return IdentityErrors.SessionEnded;
        if (await roles.FindAsync(command.Role, ct) is not { } role) return RoleErrors.NotFound;
        await sessions.ViewAsAsync(session, role.Role, ct);
        return Done.Value;
    }
}

/// <summary>Ends the view as a role.</summary>
[AllowedWhileViewing]
[SignedIn("it gives the caller's session its own permissions back")]
public sealed record LeaveRoleViewCommand : ICommand<Done>;

internal sealed class LeaveRoleViewCommandHandler(ISessions sessions, IActor actor) : ICommandHandler<LeaveRoleViewCommand, Done>
{
    public async Task<Result<Done>> Handle(LeaveRoleViewCommand command, CancellationToken ct)
    {
        if (actor.Identity.Session is { } session) await sessions.ViewAsAsync(session, null, ct);
        return Done.Value;
    }
}
