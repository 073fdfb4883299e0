using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Commands;

/// <summary>Writes down something that has happened. A call, e-mail or meeting engages the leads it is about.</summary>
/// <param name="Details">Kind and subject at least.</param>
/// <param name="About">The leads, accounts, contacts and deals it is about.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="CompletedAt">When it happened; null for now.</param>
[Requires(Permissions.Activities.Write)]
public sealed record LogActivityCommand(ActivityDetails Details, IReadOnlyList<RecordReference> About, string? Outcome = null, DateTimeOffset? CompletedAt = null) : ICommand<ActivityRecord>;

internal sealed class LogActivityCommandHandler(INexusDbContext db, IActor actor, ActivityRecords records, RecordReferences references) : ICommandHandler<LogActivityCommand, ActivityRecord>
{
    public async Task<Result<ActivityRecord>> Handle(LogActivityCommand command, CancellationToken ct)
    {
        if (await references.MissingAsync(command.About, ct) is { } missing) return missing;

        var stamp = records.Stamp();
        var logged = Activity.Log(actor.OrganizationId, command.Details, command.About, command.Outcome, command.CompletedAt?.ToUniversalTime() ?? stamp.At, stamp.At, stamp.By);
        if (!logged.Succeeded) return logged.Error;

        await using var transaction = await db.BeginAsync(ct);
        db.Set<Activity>().Add(logged.Value);
        var saved = await records.SaveAsync(logged.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
