using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Bulk;

/// <summary>How an action changes one record after the other.</summary>
/// <param name="Apply">Asks the aggregate; a refusal leaves it as it was.</param>
/// <param name="Prepare">What has to be found out for all records of a batch first, or null. Skipped on a dry run: it may take turns.</param>
/// <param name="IsDerived">True when the action changes derived values only, so that an unchanged record is not one that was skipped.</param>
internal sealed record BulkChange<T>(Func<T, ChangeStamp, Result<Done>> Apply, Func<IReadOnlyList<T>, CancellationToken, Task>? Prepare = null, bool IsDerived = false);

/// <summary>
/// Changes records of any type, each through its own aggregate, so that no rule is skipped. A record that refuses, is gone or has nothing to change is noted and does not keep the others. Rows are locked in the
/// order of their ids before they are read: two bulk actions, or one and an edit, wait for each other instead of losing.
/// </summary>
internal abstract class BulkTarget<T>(INexusDbContext db, ILocks locks, RecordSelection selection) : IBulkTarget
    where T : CrmRecord
{
    private const string SoftDelete = "soft-delete";

    /// <summary>Its field catalogue.</summary>
    protected abstract RecordType<T> Fields { get; }

    public IRecordType Type => Fields;

    /// <summary>The database.</summary>
    protected INexusDbContext Db => db;

    /// <summary>The records that the actor may see.</summary>
    protected abstract IQueryable<T> Visible { get; }

    /// <summary>The records with the parts that a change needs.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    /// <summary>What has to be known about all records of a batch, on a dry run too; <paramref name="images"/> are what an undo brings back, none when an action is applied.</summary>
    protected virtual Task PrepareAsync(IReadOnlyCollection<T> records, IReadOnlyList<string> images, CancellationToken ct) => Task.CompletedTask;

    /// <summary>How a record goes to the recycle bin.</summary>
    protected virtual BulkChange<T> Deletion() => new((record, stamp) => Then(() => record.Delete(stamp.At, stamp.By)));

    /// <summary>The change that an action of this record type makes; refused when there is no such action or its parameters are wrong.</summary>
    protected abstract Result<BulkChange<T>> OwnChange(BulkOrder order);

    /// <summary>The details with some of the fields that may be changed in bulk, as a change.</summary>
    protected abstract Result<BulkChange<T>> FieldChange(BulkFields fields);

    /// <summary>What only the database knows about the parameters: whether an owner is a member.</summary>
    protected virtual Task<Result<Done>> CheckParametersAsync(BulkOrder order, CancellationToken ct) => Task.FromResult<Result<Done>>(Done.Value);

    /// <summary>How a record is now, as JSON, so that <see cref="Restore"/> can bring it back.</summary>
    protected abstract string Image(T record);

    /// <summary>Brings a record back to an image.</summary>
    protected abstract Result<Done> Restore(T record, string image, DateTimeOffset at, Guid? by);

    public async Task<Result<Done>> CheckAsync(BulkOrder order, CancellationToken ct)
    {
        var change = Change(order);
        return change.Succeeded ? await CheckParametersAsync(order, ct) : change.Error;
    }

    public virtual int? MostOf(BulkOrder order) => null;

    public async Task<IReadOnlySet<Guid>> VisibleOfAsync(BulkOrder order, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await (order.Action == BulkActions.Restore ? Visible.IgnoreQueryFilters([SoftDelete]) : Visible).Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(ct);

    public async Task<Result<IReadOnlyList<Guid>>> SelectAsync(BulkOrder order, BulkSelection selected, CancellationToken ct)
    {
        if (selected.Ids is { } named) return Result<IReadOnlyList<Guid>>.Success([.. named.Distinct()]);

        var request = new ListRequest { Filter = selected.Filter ?? Filter.Everything, Query = selected.Query, DeletedOnly = order.Action == BulkActions.Restore };
        var records = await selection.OfAsync(Fields, Visible, request, ct);
        if (!records.Succeeded) return records.Error;

        var exclude = selected.Exclude.ToArray();
        var ids = await records.Value.Where(r => !exclude.Contains(r.Id)).OrderBy(r => r.Id).Select(r => r.Id).Take(BulkSelection.FilterMax + 1).ToListAsync(ct);
        if (ids.Count > BulkSelection.FilterMax) return Error.Invalid("filter", $"A filter may mean at most {BulkSelection.FilterMax} records.");
        return ids.Count > selected.ExpectedCount ? BulkSelection.Changed(ids.Count) : ids;
    }

    public virtual async Task ApplyAsync(BulkOrder order, IReadOnlyList<BulkRow> rows, DateTimeOffset at, Guid? by, bool isDryRun, CancellationToken ct)
    {
        var change = Change(order).Value;
        var records = await LoadAsync(rows, order.Action == BulkActions.Restore, isDryRun, ct);
        await PrepareAsync(records.Values, [], ct);
        if (change.Prepare is not null && !isDryRun) await change.Prepare([.. records.Values], ct);
        foreach (var row in rows.Where(r => r.Outcome is null)) Apply(row, records.GetValueOrDefault(row.RecordId), change, new ChangeStamp(at, by));
    }

    public async Task<IReadOnlyList<BulkRow>> UndoAsync(JobRun run, IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.RecordId).ToArray();
        await locks.ForUpdateAsync<T>(ids, ct);
        var records = await Whole(db.Set<T>().IgnoreQueryFilters([SoftDelete])).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        await PrepareAsync(records.Values, [.. rows.Select(r => r.Before).OfType<string>()], ct);
        return [.. rows.Where(row => !TakeBack(row, records.GetValueOrDefault(row.RecordId), run))];
    }

    private bool TakeBack(BulkRow row, T? record, JobRun run) =>
        record is not null && record.Version == row.VersionAfter && Restore(record, row.Before!, run.QueuedAt, run.RequestedBy).Succeeded;

    private async Task<Dictionary<Guid, T>> LoadAsync(IReadOnlyList<BulkRow> rows, bool deleted, bool isDryRun, CancellationToken ct)
    {
        var ids = rows.Select(r => r.RecordId).ToArray();
        await locks.ForUpdateAsync<T>(ids, ct);
        var records = Whole(deleted ? Visible.IgnoreQueryFilters([SoftDelete]).Where(r => r.MergedIntoId == null) : Visible).Where(r => ids.Contains(r.Id));
        if (isDryRun) records = records.AsNoTracking();
        return await records.ToDictionaryAsync(r => r.Id, ct);
    }

    private void Apply(BulkRow row, T? record, BulkChange<T> change, ChangeStamp stamp)
    {
        if (record is null)
        {
            row.NotFound(Type.Label);
            return;
        }

        var before = Image(record);
        var changed = change.Apply(record, stamp);
        if (!changed.Succeeded) row.Fail(changed.Error.Code, Explained(changed.Error));
        else if (change.IsDerived) row.Succeed(null, null);
        else if (string.Equals(Image(record), before, StringComparison.Ordinal)) row.Skip("nothing_to_change", "It is so already.");
        else row.Succeed(before, record.Version + 1);
    }

    /// <summary>A refusal in one sentence.</summary>
    protected static string Explained(Error error) => error.Fields is null ? error.Message : string.Join("; ", error.Fields.Select(f => $"{f.Key}: {string.Join(" ", f.Value)}"));

    private Result<BulkChange<T>> Change(BulkOrder order) => order.Action switch
    {
        BulkActions.Tag => Tags(order),
        BulkActions.Update => Update(order),
        BulkActions.Delete => Deletion(),
        BulkActions.Restore => new BulkChange<T>((record, stamp) => Then(() => record.Restore(stamp.At, stamp.By))),
        _ => OwnChange(order),
    };

    private static Result<BulkChange<T>> Tags(BulkOrder order)
    {
        var (add, remove) = (order.Texts("add"), order.Texts("remove"));
        if (add.Count + remove.Count == 0) return Error.Invalid("params.add", "Give tags to add or to remove.");
        if (add.Any(t => t.Trim().Length is 0 or > CrmRecord.TagMaxLength)) return Error.Invalid("params.add", $"A tag has 1 to {CrmRecord.TagMaxLength} characters.");
        return new BulkChange<T>((record, stamp) => record.ChangeTags(add, remove, stamp.At, stamp.By));
    }

    private Result<BulkChange<T>> Update(BulkOrder order)
    {
        if (order.Property("fields") is not { ValueKind: JsonValueKind.Object } given) return Error.Invalid("params.fields", "Give the fields to set.");
        var fields = BulkFields.Of(Type, given);
        return fields.Succeeded ? FieldChange(fields.Value) : fields.Error;
    }

    /// <summary>A change that nothing refuses.</summary>
    protected static Result<Done> Then(Action act)
    {
        act();
        return Done.Value;
    }
}
