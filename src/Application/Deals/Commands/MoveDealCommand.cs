using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals.Commands;

/// <summary>Moves a deal to a stage and a place on the board (rules D2-D4, D11). Winning needs an amount, losing a reason; going back to an open stage reopens the deal.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="StageId">The stage, of the same pipeline.</param>
/// <param name="Before">The deal to stand above, or null.</param>
/// <param name="After">The deal to stand below, or null; with neither the place is the last one.</param>
/// <param name="Closing">What is said about winning or losing.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Deals.Write)]
public sealed record MoveDealCommand(Guid DealId, Guid StageId, Guid? Before, Guid? After, DealClosing Closing, int? Version = null) : ICommand<DealRecord>;

internal sealed class MoveDealCommandHandler(INexusDbContext db, ILocks locks, DealRecords records, DealRanks ranks, IViewers viewers) : ICommandHandler<MoveDealCommand, DealRecord>
{
    public async Task<Result<DealRecord>> Handle(MoveDealCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await locks.ForUpdateAsync<Deal>(command.DealId, ct);
        var found = await records.FindAsync(command.DealId, command.Version, ct);
        if (!found.Succeeded) return found.Error;
        if (await db.Set<PipelineStage>().SingleOrDefaultAsync(s => s.Id == command.StageId, ct) is not { } stage) return DealErrors.StageNotFound;

        var rank = await ranks.NextToAsync(stage.Id, command.DealId, command.Before, command.After, ct);
        if (!rank.Succeeded) return rank.Error;

        var stamp = records.Stamp();
        var moved = found.Value.Move(stage, rank.Value, command.Closing, (await viewers.CurrentAsync(ct)).Today, stamp.At, stamp.By);
        if (!moved.Succeeded) return moved.Error;

        var saved = await records.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
