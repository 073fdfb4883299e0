using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>Places in a column of the board (rule D11). Ranks that have grown too long, or fell together when two deals came at once, are handed out anew. Needs a transaction.</summary>
internal sealed class DealRanks(INexusDbContext db, ILocks locks)
{
    /// <summary>The place below all deals of a stage.</summary>
    public async Task<string> LastAsync(Guid stageId, CancellationToken ct)
    {
        await locks.NamedAsync(Column(stageId), ct);
        return await FittingAsync(stageId, async () => Rank.Between(await Ranks(stageId).OrderByDescending(r => r).FirstOrDefaultAsync(ct), null), ct);
    }

    /// <summary>Places below all deals of some stages, in order, so that many deals can be added in one go.</summary>
    public async Task<IReadOnlyDictionary<Guid, Queue<string>>> AtTheEndAsync(IReadOnlyCollection<Guid> stageIds, int count, CancellationToken ct)
    {
        foreach (var stage in stageIds.Order()) await locks.NamedAsync(Column(stage), ct);
        var last = await db.Set<Deal>().Where(d => stageIds.Contains(d.StageId)).GroupBy(d => d.StageId).Select(g => new { g.Key, Rank = g.Max(d => d.Rank) }).ToDictionaryAsync(g => g.Key, g => g.Rank, ct);
        var order = Rank.Spread(count);
        var places = new Dictionary<Guid, Queue<string>>();
        foreach (var stage in stageIds)
        {
            var below = Rank.Between(last.GetValueOrDefault(stage), null);
            if (below.Length + order.Max(r => r.Length) > Rank.MaxLength)
            {
                await RebalanceAsync(stage, ct);
                below = Rank.Between(await Ranks(stage).MaxAsync(ct), null);
            }

            places[stage] = new Queue<string>(order.Select(r => below + r));
        }

        return places;
    }

    /// <summary>A place next to other deals of a stage: above one, below one, or between two. Where the two no longer stand in that order, the one to stand above counts.</summary>
    /// <param name="stageId">The stage.</param>
    /// <param name="moved">The deal that moves.</param>
    /// <param name="before">The deal to stand above, or null.</param>
    /// <param name="after">The deal to stand below, or null; with neither the place is the last one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> NextToAsync(Guid stageId, Guid moved, Guid? before, Guid? after, CancellationToken ct)
    {
        if (before is null && after is null) return await LastAsync(stageId, ct);

        await locks.NamedAsync(Column(stageId), ct);
        if (before is { } below && !await StandsAsync(stageId, below, ct)) return Error.Invalid("before", "not found");
        if (after is { } above && !await StandsAsync(stageId, above, ct)) return Error.Invalid("after", "not found");
        return await FittingAsync(stageId, () => BetweenAsync(stageId, moved, before, after, ct), ct);
    }

    /// <summary>The rank between the neighbours, or null when there is no room.</summary>
    private async Task<string?> BetweenAsync(Guid stageId, Guid moved, Guid? before, Guid? after, CancellationToken ct)
    {
        var others = db.Set<Deal>().Where(d => d.StageId == stageId && d.Id != moved);
        var low = after is { } above ? await RankOfAsync(above, ct) : null;
        var high = before is { } below ? await RankOfAsync(below, ct) : null;
        if (high is null) high = await others.Where(d => d.Id != after && d.Rank.CompareTo(low!) >= 0).Select(d => d.Rank).OrderBy(r => r).FirstOrDefaultAsync(ct);
        else if (low is null || string.CompareOrdinal(low, high) > 0) low = await others.Where(d => d.Id != before && d.Rank.CompareTo(high) <= 0).Select(d => d.Rank).OrderByDescending(r => r).FirstOrDefaultAsync(ct);
        return low is not null && low == high ? null : Rank.Between(low, high);
    }

    private async Task<string> FittingAsync(Guid stageId, Func<Task<string?>> find, CancellationToken ct)
    {
        if (await find() is { } rank && rank.Length <= Rank.MaxLength) return rank;
        await RebalanceAsync(stageId, ct);
        return await find() ?? throw new InvalidOperationException("A balanced column has room everywhere.");
    }

    /// <summary>Derived order: versions stay, so that open forms do not go stale.</summary>
    private async Task RebalanceAsync(Guid stageId, CancellationToken ct)
    {
        var ids = await db.Set<Deal>().Where(d => d.StageId == stageId).OrderBy(d => d.Rank).ThenBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);
        foreach (var (id, rank) in ids.Zip(Rank.Spread(ids.Count)))
            await db.Set<Deal>().Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Rank, rank), ct);
    }

    private IQueryable<string> Ranks(Guid stageId) => db.Set<Deal>().Where(d => d.StageId == stageId).Select(d => d.Rank);

    private Task<bool> StandsAsync(Guid stageId, Guid id, CancellationToken ct) => db.Set<Deal>().AnyAsync(d => d.Id == id && d.StageId == stageId, ct);

    private Task<string> RankOfAsync(Guid id, CancellationToken ct) => db.Set<Deal>().Where(d => d.Id == id).Select(d => d.Rank).SingleAsync(ct);

    private static string Column(Guid stageId) => $"deal-column:{stageId}";
}
