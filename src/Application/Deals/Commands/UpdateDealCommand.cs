using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals.Commands;

/// <summary>Changes some fields of a deal.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Deals.Write)]
public sealed record UpdateDealCommand(Guid DealId, DealPatch Patch, int? Version = null) : ICommand<DealRecord>;

internal sealed class UpdateDealCommandHandler(INexusDbContext db, DealRecords records, RecordReferences references) : ICommandHandler<UpdateDealCommand, DealRecord>
{
    public async Task<Result<DealRecord>> Handle(UpdateDealCommand command, CancellationToken ct)
    {
        var found = await records.FindAsync(command.DealId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var (deal, patch, stamp) = (found.Value, command.Patch, records.Stamp());
        var ownerId = patch.OwnerId.Or(deal.OwnerId);
        if (ownerId != deal.OwnerId && await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        var (before, after) = (deal.Details(), patch.ApplyTo(deal.Details()));
        if (await references.MissingAsync(after, before, ct) is { } missing) return missing;

        var stage = await db.Set<PipelineStage>().SingleAsync(s => s.Id == deal.StageId, ct);
        var changed = deal.Change(after, stage, stamp.At, stamp.By);
        if (!changed.Succeeded) return changed.Error;

        deal.Assign(ownerId, stamp.At, stamp.By);
        return await records.SaveAsync(deal, ct);
    }
}
