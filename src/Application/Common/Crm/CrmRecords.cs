using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Merging;

namespace NexusCrm.Application.Common.Crm;

/// <summary>Who changes a record, and when.</summary>
internal sealed record ChangeStamp(DateTimeOffset At, Guid? By);

/// <summary>What the records of one feature need from outside.</summary>
internal sealed class CrmScope(INexusDbContext db, IActor actor, IMemberNames members, RecordList lists, TimeProvider clock)
{
    public INexusDbContext Db => db;

    public IActor Actor => actor;

    public IMemberNames Members => members;

    public RecordList Lists => lists;

    /// <summary>The actor, now.</summary>
    public ChangeStamp Stamp() => new(clock.GetUtcNow(), actor.UserId);
}

/// <summary>
/// Reads and changes the records of one type, always among those the actor sees. A change finds the record, compares the version the caller saw, asks the aggregate, saves and answers how the record is now.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TRow">What is shown of it.</typeparam>
internal abstract class CrmRecords<T, TRow>(CrmScope scope) where T : CrmRecord where TRow : CrmRow
{
    private const string SoftDelete = "soft-delete";

    /// <summary>Not there, or not the actor's.</summary>
    protected abstract Error NotFound { get; }

    /// <summary>The one projection behind lists and single records.</summary>
    protected abstract Expression<Func<T, TRow>> Projection { get; }

    protected CrmScope Scope => scope;

    /// <summary>The records the actor sees.</summary>
    public IQueryable<T> Visible => scope.Db.Set<T>().Where(RecordVisibility.To<T>(scope.Actor));

    /// <summary>The actor, now.</summary>
    public ChangeStamp Stamp() => scope.Stamp();

    /// <summary>A record by id; one that was merged answers as the record it was merged into (rule M5).</summary>
    public async Task<Result<TRow>> GetAsync(Guid id, CancellationToken ct)
    {
        var rows = await RowsAsync(Visible.Where(r => r.Id == id), ct);
        return rows.Count == 0 && await scope.Db.WinnerOfAsync<T>(scope.Actor, id, ct) is { } winner ? Found(await RowsAsync(Visible.Where(r => r.Id == winner), ct)) : Found(rows);
    }

    /// <summary>The refusal for a record that is not found, or null.</summary>
    public async Task<Error?> RefusalAsync(Guid id, CancellationToken ct) => await Visible.AnyAsync(r => r.Id == id, ct) ? null : NotFound;

    /// <summary>Records in the order given, with the names of their owners.</summary>
    public async Task<IReadOnlyList<TRow>> RowsAsync(IQueryable<T> records, CancellationToken ct) =>
        await NamedAsync(await records.AsNoTracking().Select(Projection).ToListAsync(ct), ct);

    /// <summary>One page of a list.</summary>
    /// <param name="type">The field catalogue.</param>
    /// <param name="among">The visible records to choose from.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Page<TRow>>> PageAsync(RecordType<T> type, IQueryable<T> among, ListRequest request, CancellationToken ct)
    {
        var page = await scope.Lists.PageAsync(type, among, request, Projection, ct);
        return page.Succeeded ? page.Value with { Rows = await NamedAsync(page.Value.Rows, ct) } : page.Error;
    }

    /// <summary>A tracked record, whole; refused when the caller's version is not the current one.</summary>
    public async Task<Result<T>> FindAsync(Guid id, int? version, CancellationToken ct)
    {
        var record = await Whole(Visible).SingleOrDefaultAsync(r => r.Id == id, ct);
        if (record is null) return await scope.Db.MissingAsync<T>(scope.Actor, id, NotFound, ct);
        return version is { } seen && seen != record.Version ? Error.Stale(record.Version) : record;
    }

    /// <summary>Changes a record and answers how it is now.</summary>
    public async Task<Result<TRow>> MakeAsync(Guid id, int? version, Func<T, ChangeStamp, Result<Done>> change, CancellationToken ct)
    {
        var found = await FindAsync(id, version, ct);
        if (!found.Succeeded) return found.Error;

        var changed = change(found.Value, Stamp());
        return changed.Succeeded ? await SaveAsync(found.Value, ct) : changed.Error;
    }

    /// <summary>Moves a record to the recycle bin and answers it as it lies there.</summary>
    public Task<Result<TRow>> DeleteAsync(Guid id, int? version, CancellationToken ct) => MakeAsync(id, version, (record, stamp) =>
    {
        record.Delete(stamp.At, stamp.By);
        return Done.Value;
    }, ct);

    /// <summary>Takes a record out of the recycle bin; one that is not in it stays as it is.</summary>
    public async Task<Result<TRow>> RestoreAsync(Guid id, CancellationToken ct)
    {
        var record = await Whole(Visible.IgnoreQueryFilters([SoftDelete])).SingleOrDefaultAsync(r => r.Id == id, ct);
        if (record is null) return NotFound;
        if (record.MergedIntoId is { } winner) return MergeErrors.Merged(winner);

        var stamp = Stamp();
        record.Restore(stamp.At, stamp.By);
        return await SaveAsync(record, ct);
    }

    /// <summary>Saves and answers how the record is now.</summary>
    public async Task<Result<TRow>> SaveAsync(T record, CancellationToken ct)
    {
        await scope.Db.SaveChangesAsync(ct);
        return Found(await RowsAsync(scope.Db.Set<T>().IgnoreQueryFilters([SoftDelete]).Where(r => r.Id == record.Id), ct));
    }

    /// <summary>The record with the parts that a change needs.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    private Result<TRow> Found(IReadOnlyList<TRow> rows) => rows.Count == 0 ? NotFound : rows[0];

    private async Task<IReadOnlyList<TRow>> NamedAsync(IReadOnlyList<TRow> rows, CancellationToken ct)
    {
        var owners = rows.Select(r => r.OwnerId).OfType<Guid>().Distinct().ToList();
        if (owners.Count == 0) return rows;

        var names = await scope.Members.OfAsync(owners, ct);
        return [.. rows.Select(r => r.OwnerId is { } owner ? (TRow)((CrmRow)r with { OwnerName = names.GetValueOrDefault(owner) }) : r)];
    }
}
