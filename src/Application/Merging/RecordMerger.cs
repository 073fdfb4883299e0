using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Merging;

namespace NexusCrm.Application.Merging;

/// <summary>Which records become one.</summary>
/// <param name="WinnerId">The record that stays.</param>
/// <param name="LoserIds">The records that it takes in, one to nine.</param>
/// <param name="Fields">Field to the record whose value is taken.</param>
public sealed record MergeOrder(Guid WinnerId, IReadOnlyList<Guid> LoserIds, IReadOnlyDictionary<string, Guid> Fields)
{
    /// <summary>Most losers of one merge (rule M1).</summary>
    public const int LosersMax = 9;
}

/// <summary>A merge that is done, or was tried out.</summary>
/// <param name="Winner">The winner as it is then.</param>
/// <param name="MergeId">What undoes it; null when it was tried out.</param>
public sealed record Merged<TRow>(TRow Winner, Guid? MergeId);

/// <summary>A merge that was undone.</summary>
/// <param name="Winner">The winner as it is then.</param>
/// <param name="RestoredIds">The records that are themselves again.</param>
/// <param name="Kept">Rows that stayed with the winner because somebody changed them since.</param>
public sealed record Unmerged<TRow>(TRow Winner, IReadOnlyList<Guid> RestoredIds, IReadOnlyList<KeptRow> Kept);

/// <summary>What the mergers of all record types need from outside.</summary>
internal sealed class MergeScope(INexusDbContext db, ILocks locks, IActor actor, IRecordMoves moves, TimeProvider clock)
{
    public INexusDbContext Db => db;

    public ILocks Locks => locks;

    public IActor Actor => actor;

    public IRecordMoves Moves => moves;

    /// <summary>The actor, now.</summary>
    public ChangeStamp Stamp() => new(clock.GetUtcNow(), actor.UserId);
}

/// <summary>
/// Makes several records of one type one, and several again (rules M1-M8). Rows are locked in the order of their ids; all that refers to the losers is moved set by set; the winner changes through its own
/// aggregate. Needs the caller's transaction, which a refusal must not commit.
/// </summary>
internal abstract class RecordMerger<T>(MergeScope scope) where T : CrmRecord
{
    private const string SoftDelete = "soft-delete";

    /// <summary>What is merged.</summary>
    protected abstract RecordType Kind { get; }

    /// <summary>Prefix of its permissions: <c>leads</c>.</summary>
    protected abstract string Feature { get; }

    /// <summary>Not there, or not the actor's.</summary>
    protected abstract Error NotFound { get; }

    protected MergeScope Scope => scope;

    /// <summary>The records with the parts that a change needs.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    /// <summary>What a record says of itself, by property, and who owns it.</summary>
    protected abstract JsonObject Facts(T record);

    /// <summary>Names of the API for properties that have another name in <see cref="Facts"/>.</summary>
    protected virtual string PropertyOf(string field) => field;

    /// <summary>Lets a record say something else of itself.</summary>
    protected abstract Result<Done> Change(T record, JsonObject facts, ChangeStamp stamp);

    /// <summary>Locks that have to be held before those of the rows.</summary>
    protected virtual Task LockAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Why a record can take no part, or null.</summary>
    protected virtual Error? CannotMerge(T record) => null;

    /// <summary>What else becomes of the winner by a merge, before anything is moved.</summary>
    protected virtual Task SettleAsync(T winner, IReadOnlyList<T> losers, JsonObject merged, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Refuses what came of a merge or its undo, once all is in its place.</summary>
    protected virtual Task<Result<Done>> CheckAsync(IReadOnlyList<Guid> ids, CancellationToken ct) => Task.FromResult<Result<Done>>(Done.Value);

    private IQueryable<T> Visible => scope.Db.Set<T>().Where(RecordVisibility.To<T>(scope.Actor));

    /// <summary>Merges and answers what undoes it.</summary>
    public async Task<Result<Guid>> MergeAsync(MergeOrder order, CancellationToken ct)
    {
        Guid[] all = [order.WinnerId, .. order.LoserIds];
        if (Problem(order) is { } problem) return problem;
        if (NotAllowed() is { } forbidden) return forbidden;
        await LockAsync(ct);
        await scope.Locks.ForUpdateAsync<T>(all, ct);
        var records = await Whole(Visible.AsNoTracking()).Where(r => all.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        if (await MissingAsync(order, records, ct) is { } missing) return missing;
        if (records.Values.Select(CannotMerge).OfType<Error>().FirstOrDefault() is { } refusal) return refusal;

        var losers = order.LoserIds.Select(id => records[id]).OrderByDescending(l => l.UpdatedAt).ThenBy(l => l.Id).ToList();
        var merged = Merge(records[order.WinnerId], losers, order.Fields);
        if (!merged.Succeeded) return merged.Error;
        await SettleAsync(records[order.WinnerId], losers, merged.Value, ct);
        return await CarryOutAsync(order, Facts(records[order.WinnerId]), merged.Value, losers, ct);
    }

    /// <summary>Undoes a merge of a winner.</summary>
    public async Task<Result<IReadOnlyList<KeptRow>>> UnmergeAsync(MergeJournal journal, CancellationToken ct)
    {
        Guid[] all = [journal.WinnerId, .. journal.LoserIds];
        var stamp = scope.Stamp();
        await LockAsync(ct);
        await scope.Locks.ForUpdateAsync<T>(all, ct);
        var undone = journal.Undo(stamp.At);
        if (!undone.Succeeded) return undone.Error;
        if (await scope.Db.Set<T>().IgnoreQueryFilters([SoftDelete]).CountAsync(r => journal.LoserIds.Contains(r.Id) && r.MergedIntoId == journal.WinnerId, ct) < journal.LoserIds.Count) return MergeErrors.LoserGone;

        var trace = journal.Trace();
        var kept = await scope.Moves.MoveBackAsync(Kind, journal.WinnerId, trace.Moves, stamp.At, stamp.By, ct);
        var records = await Whole(scope.Db.Set<T>().IgnoreQueryFilters([SoftDelete])).Where(r => all.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var winner = records[journal.WinnerId];
        var changed = Change(winner, MergedDetails.Undone(Parsed(trace.Before), Parsed(trace.After), Parsed(Facts(winner).ToJsonString())), stamp);
        if (!changed.Succeeded) return changed.Error;

        winner.Release(Kind, [.. journal.LoserIds.Select(id => records[id])], stamp.At, stamp.By);
        await scope.Db.SaveChangesAsync(ct);
        var sound = await CheckAsync(all, ct);
        return sound.Succeeded ? Result<IReadOnlyList<KeptRow>>.Success(kept) : sound.Error;
    }

    /// <summary>The journal of a merge of a winner that the actor sees.</summary>
    public async Task<Result<MergeJournal>> JournalAsync(Guid winnerId, Guid mergeId, CancellationToken ct)
    {
        if (NotAllowed() is { } forbidden) return forbidden;
        if (!await Visible.AnyAsync(r => r.Id == winnerId, ct)) return await scope.Db.MissingAsync<T>(scope.Actor, winnerId, NotFound, ct);
        return await scope.Db.Set<MergeJournal>().SingleOrDefaultAsync(j => j.Id == mergeId && j.Kind == Kind && j.WinnerId == winnerId, ct) is { } journal ? journal : MergeErrors.NotFound;
    }

    private async Task<Result<Guid>> CarryOutAsync(MergeOrder order, JsonObject before, JsonObject merged, List<T> losers, CancellationToken ct)
    {
        var stamp = scope.Stamp();
        var moves = await scope.Moves.MoveAsync(Kind, order.WinnerId, [.. losers.Select(l => l.Id)], stamp.At, stamp.By, ct);
        var records = await Whole(scope.Db.Set<T>()).Where(r => r.Id == order.WinnerId || order.LoserIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var winner = records[order.WinnerId];
        var changed = Change(winner, merged, stamp);
        if (!changed.Succeeded) return changed.Error;

        winner.Absorb(Kind, [.. order.LoserIds.Select(id => records[id])], stamp.At, stamp.By);
        var trace = new MergeTrace(before.ToJsonString(), Facts(winner).ToJsonString(), moves);
        var journal = new MergeJournal(winner.OrganizationId, new RecordReference(Kind, winner.Id), order.LoserIds, trace, stamp.At, stamp.By);
        scope.Db.Set<MergeJournal>().Add(journal);
        await scope.Db.SaveChangesAsync(ct);
        var sound = await CheckAsync([winner.Id], ct);
        return sound.Succeeded ? journal.Id : sound.Error;
    }

    private Result<JsonObject> Merge(T winner, List<T> losers, IReadOnlyDictionary<string, Guid> fields)
    {
        var (own, others) = (new MergeSource(winner.Id, Facts(winner)), losers.ConvertAll(l => new MergeSource(l.Id, Facts(l))));
        if (fields.Keys.FirstOrDefault(f => !own.Facts.ContainsKey(PropertyOf(f))) is { } unknown) return Error.Invalid($"fields.{unknown}", "This is not a field that can be chosen.");
        if (fields.FirstOrDefault(f => f.Value != own.Id && others.TrueForAll(o => o.Id != f.Value)) is { Key: not null } foreign) return Error.Invalid($"fields.{foreign.Key}", "not found");
        return MergedDetails.Of(own, others, fields.ToDictionary(f => PropertyOf(f.Key), f => f.Value, StringComparer.Ordinal));
    }

    private static Error? Problem(MergeOrder order)
    {
        if (order.LoserIds.Count is 0 or > MergeOrder.LosersMax) return Error.Invalid("loserIds", $"Give 1 to {MergeOrder.LosersMax} records.");
        return order.LoserIds.Append(order.WinnerId).Distinct().Count() <= order.LoserIds.Count ? Error.Invalid("loserIds", "A record is given twice.") : null;
    }

    /// <summary>The winner is changed and the losers go (rule M1).</summary>
    private Error? NotAllowed() => new[] { $"{Feature}.write", $"{Feature}.delete" }.FirstOrDefault(p => !scope.Actor.May(p)) is { } missing
        ? Error.Forbidden("You do not have permission to do this.").With("permission", missing)
        : null;

    private async Task<Error?> MissingAsync(MergeOrder order, Dictionary<Guid, T> records, CancellationToken ct)
    {
        if (!records.ContainsKey(order.WinnerId)) return await scope.Db.MissingAsync<T>(scope.Actor, order.WinnerId, Error.Invalid("winnerId", "not found"), ct);
        for (var i = 0; i < order.LoserIds.Count; i++)
        {
            if (!records.ContainsKey(order.LoserIds[i])) return await scope.Db.MissingAsync<T>(scope.Actor, order.LoserIds[i], Error.Invalid($"loserIds[{i}]", "not found"), ct);
        }

        return null;
    }

    /// <summary>Details as JSON; own fields as an object, since their text depends on who wrote it.</summary>
    protected static JsonObject Json<TDetails>(TDetails details)
    {
        var facts = JsonSerializer.SerializeToNode(details, JobLedger.Json)!.AsObject();
        facts[MergedDetails.CustomFields] = JsonNode.Parse((string)facts[MergedDetails.CustomFields]!);
        return facts;
    }

    /// <summary>Reads details; what stands beside them is passed by.</summary>
    protected static TDetails Read<TDetails>(JsonObject facts)
    {
        var details = facts.DeepClone().AsObject();
        details[MergedDetails.CustomFields] = details[MergedDetails.CustomFields]!.ToJsonString();
        return details.Deserialize<TDetails>(JobLedger.Json)!;
    }

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();
}
