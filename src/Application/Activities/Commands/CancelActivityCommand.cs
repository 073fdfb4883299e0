using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Says that an open activity will not be done (rule A2).</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Activities.Write)]
public sealed record CancelActivityCommand(Guid ActivityId, int? Version = null) : ICommand<ActivityRecord>;

internal sealed class CancelActivityCommandHandler(ActivityRecords records) : ICommandHandler<CancelActivityCommand, ActivityRecord>
{
    public Task<Result<ActivityRecord>> Handle(CancelActivityCommand command, CancellationToken ct) =>
        records.MakeAsync(command.ActivityId, command.Version, (activity, stamp) => activity.Cancel(stamp.At, stamp.By), ct);
}
