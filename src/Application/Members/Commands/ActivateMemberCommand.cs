using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Lets a suspended member take part again.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.ManageMembers)]
public sealed record ActivateMemberCommand(Guid UserId, int? Version = null) : ICommand<MemberRow>;

internal sealed class ActivateMemberCommandHandler(MemberChanges members, IActor actor, TimeProvider clock) : ICommandHandler<ActivateMemberCommand, MemberRow>
{
    public Task<Result<MemberRow>> Handle(ActivateMemberCommand command, CancellationToken ct) =>
        members.ChangeAsync(command.UserId, command.Version, (member, _) => Task.FromResult(member.Activate(clock.GetUtcNow(), actor.UserId)), ct);
}
