using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Moves an activity to the recycle bin.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Activities.Delete)]
public sealed record DeleteActivityCommand(Guid ActivityId, int? Version = null) : ICommand<ActivityRecord>;

internal sealed class DeleteActivityCommandHandler(ActivityRecords records) : ICommandHandler<DeleteActivityCommand, ActivityRecord>
{
    public Task<Result<ActivityRecord>> Handle(DeleteActivityCommand command, CancellationToken ct) => records.DeleteAsync(command.ActivityId, command.Version, ct);
}
