using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Changes some fields of an activity.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Activities.Write)]
public sealed record UpdateActivityCommand(Guid ActivityId, ActivityPatch Patch, int? Version = null) : ICommand<ActivityRecord>;

internal sealed class UpdateActivityCommandHandler(ActivityRecords records, RecordReferences references) : ICommandHandler<UpdateActivityCommand, ActivityRecord>
{
    public async Task<Result<ActivityRecord>> Handle(UpdateActivityCommand command, CancellationToken ct)
    {
        var found = await records.FindAsync(command.ActivityId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var (activity, stamp) = (found.Value, records.Stamp());
        var ownerId = command.Patch.OwnerId.Or(activity.OwnerId);
        if (ownerId != activity.OwnerId && await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        var changed = activity.Change(command.Patch.ApplyTo(activity.Details()), stamp.At, stamp.By);
        if (!changed.Succeeded) return changed.Error;

        activity.Assign(ownerId, stamp.At, stamp.By);
        return await records.SaveAsync(activity, ct);
    }
}
