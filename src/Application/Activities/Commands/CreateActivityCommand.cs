using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Plans an activity about some records.</summary>
/// <param name="Details">Kind and subject at least.</param>
/// <param name="About">The leads, accounts, contacts and deals it is about.</param>
/// <param name="OwnerId">Who is to do it; left out for the actor, null for nobody.</param>
[Requires(Permissions.Activities.Write)]
public sealed record CreateActivityCommand(ActivityDetails Details, IReadOnlyList<RecordReference> About, Optional<Guid?> OwnerId = default) : ICommand<ActivityRecord>;

internal sealed class CreateActivityCommandHandler(INexusDbContext db, IActor actor, ActivityRecords records, RecordReferences references) : ICommandHandler<CreateActivityCommand, ActivityRecord>
{
    public async Task<Result<ActivityRecord>> Handle(CreateActivityCommand command, CancellationToken ct)
    {
        var ownerId = command.OwnerId.Or(actor.UserId);
        if (await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        if (await references.MissingAsync(command.About, ct) is { } missing) return missing;

        var stamp = records.Stamp();
        var created = Activity.Create(actor.OrganizationId, command.Details, command.About, stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error;

        created.Value.Assign(ownerId, stamp.At, stamp.By);
        db.Set<Activity>().Add(created.Value);
        return await records.SaveAsync(created.Value, ct);
    }
}
