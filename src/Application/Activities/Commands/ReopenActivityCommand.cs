using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Takes up a done or cancelled activity again (rule A2); an open one stays as it is.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Activities.Write)]
public sealed record ReopenActivityCommand(Guid ActivityId, int? Version = null) : ICommand<ActivityRecord>;

internal sealed class ReopenActivityCommandHandler(ActivityRecords records) : ICommandHandler<ReopenActivityCommand, ActivityRecord>
{
    public Task<Result<ActivityRecord>> Handle(ReopenActivityCommand command, CancellationToken ct) => records.MakeAsync(command.ActivityId, command.Version, (activity, stamp) =>
    {
        activity.Reopen(stamp.At, stamp.By);
        return Done.Value;
    }, ct);
}
