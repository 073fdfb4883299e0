using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Takes an activity out of the recycle bin; one that is not in it stays as it is.</summary>
/// <param name="ActivityId">The activity.</param>
[Requires(Permissions.Activities.Delete)]
public sealed record RestoreActivityCommand(Guid ActivityId) : ICommand<ActivityRecord>;

internal sealed class RestoreActivityCommandHandler(ActivityRecords records) : ICommandHandler<RestoreActivityCommand, ActivityRecord>
{
    public Task<Result<ActivityRecord>> Handle(RestoreActivityCommand command, CancellationToken ct) => records.RestoreAsync(command.ActivityId, ct);
}
