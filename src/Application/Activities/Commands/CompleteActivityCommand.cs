using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Marks an open activity done (rule A2). A call, e-mail or meeting engages the leads it is about: they are scored again, and a new one that was reached out to counts as contacted.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Activities.Write)]
public sealed record CompleteActivityCommand(Guid ActivityId, string? Outcome = null, int? Version = null) : ICommand<ActivityRecord>;

internal sealed class CompleteActivityCommandHandler(INexusDbContext db, ActivityRecords records) : ICommandHandler<CompleteActivityCommand, ActivityRecord>
{
    public async Task<Result<ActivityRecord>> Handle(CompleteActivityCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var completed = await records.MakeAsync(command.ActivityId, command.Version, (activity, stamp) => activity.Complete(command.Outcome, stamp.At, stamp.By), ct);
        if (completed.Succeeded) await transaction.CommitAsync(ct);
        return completed;
    }
}
