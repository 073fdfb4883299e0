using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals.Commands;

/// <summary>Opens a deal at the end of an open stage: the first one of the default pipeline where none is named.</summary>
/// <param name="Details">What is known; a name at least.</param>
/// <param name="PipelineId">The pipeline; null takes the stage's, or the default one.</param>
/// <param name="StageId">The stage; null takes the first one.</param>
/// <param name="OwnerId">The owner; left out for the actor, null for nobody.</param>
[Requires(Permissions.Deals.Write)]
public sealed record CreateDealCommand(DealDetails Details, Guid? PipelineId = null, Guid? StageId = null, Optional<Guid?> OwnerId = default) : ICommand<DealRecord>;

internal sealed class CreateDealCommandHandler(INexusDbContext db, IActor actor, DealRecords records, RecordReferences references, DealRanks ranks) : ICommandHandler<CreateDealCommand, DealRecord>
{
    private static readonly DealDetails Nothing = new();

    public async Task<Result<DealRecord>> Handle(CreateDealCommand command, CancellationToken ct)
    {
        var ownerId = command.OwnerId.Or(actor.UserId);
        if (await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        if (await references.MissingAsync(command.Details, Nothing, ct) is { } missing) return missing;
        var pipeline = await PipelineAsync(command, ct);
        if (!pipeline.Succeeded) return pipeline.Error;

        var stamp = records.Stamp();
        await using var transaction = await db.BeginAsync(ct);
        var rank = await ranks.LastAsync(command.StageId ?? pipeline.Value.FirstStage.Id, ct);
        var created = Deal.Create(actor.OrganizationId, command.Details, pipeline.Value, command.StageId, rank, stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error;

        created.Value.Assign(ownerId, stamp.At, stamp.By);
        db.Set<Deal>().Add(created.Value);
        var saved = await records.SaveAsync(created.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Pipeline>> PipelineAsync(CreateDealCommand command, CancellationToken ct)
    {
        var pipelines = db.Set<Pipeline>().Include(p => p.Stages);
        if (command.PipelineId is { } id) return await pipelines.SingleOrDefaultAsync(p => p.Id == id, ct) is { } named ? named : Error.Invalid("pipelineId", "not found");
        if (command.StageId is { } stage) return await pipelines.SingleOrDefaultAsync(p => p.Stages.Any(s => s.Id == stage), ct) is { } its ? its : DealErrors.StageNotFound;
        return await pipelines.SingleAsync(p => p.IsDefault, ct);
    }
}
