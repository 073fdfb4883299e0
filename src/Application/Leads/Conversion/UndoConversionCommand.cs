using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Takes a conversion back, all or nothing, within 30 days: what it created goes to the recycle bin, what it filled is blank again, the links return to the lead (rule L11).</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Convert)]
[AuditedAs(AuditAction.Undone)]
public sealed record UndoConversionCommand(Guid LeadId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class UndoConversionCommandHandler(INexusDbContext db, ILocks locks, LeadChanges changes, ConvertedRecords converted, ConversionUsage usage, ConversionUndo undo)
    : ICommandHandler<UndoConversionCommand, LeadRecord>
{
    public async Task<Result<LeadRecord>> Handle(UndoConversionCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await locks.ForUpdateAsync<Lead>(command.LeadId, ct);
        var found = await changes.FindAsync(command.LeadId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var undone = await UndoAsync(found.Value, ct);
        if (!undone.Succeeded) return undone.Error;

        var saved = await changes.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Done>> UndoAsync(Lead lead, CancellationToken ct)
    {
        var stamp = changes.Stamp();
        var journal = await db.Set<ConversionJournal>().SingleOrDefaultAsync(j => j.LeadId == lead.Id, ct);
        if (lead.Conversion is null || journal is null) return lead.Conversion is null ? lead.UndoConversion(stamp.At, stamp.By) : LeadErrors.UndoBlocked([UndoBlocker.NotRecorded]);

        var trace = journal.Trace();
        var records = await converted.LoadAsync(trace, ct);
        List<UndoBlocker> blockers =
        [
            .. lead.Conversion.CanBeUndoneAt(stamp.At) ? Array.Empty<UndoBlocker>() : [UndoBlocker.Expired],
            .. records.Touched(trace),
            .. await usage.OfAsync(journal, trace, ct),
        ];
        if (blockers.Count > 0) return LeadErrors.UndoBlocked(blockers);

        await undo.TakeBackAsync(journal, trace, records, stamp, ct);
        return lead.UndoConversion(stamp.At, stamp.By);
    }
}
