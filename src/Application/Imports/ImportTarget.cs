using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;

namespace NexusCrm.Application.Imports;

/// <summary>How existing records are found by what stands in a row.</summary>
/// <param name="Field">The field.</param>
/// <param name="OfRow">The key as it is compared, or null where the row has none (or none that is valid).</param>
/// <param name="OfRecord">The same of a record.</param>
/// <param name="Find">The records that have one of the keys.</param>
public sealed record ImportKey<T>(string Field, Func<RowReader, string?> OfRow, Func<T, string?> OfRecord, Func<IQueryable<T>, string[], IQueryable<KeyMatch>> Find);

/// <summary>Keys that any record type has.</summary>
public static class ImportKey
{
    /// <summary>The record's own id, as an export writes it.</summary>
    public static ImportKey<T> Id<T>() where T : CrmRecord => new(
        "id", row => Guid.TryParse(row.Text("id"), out var id) ? id.ToString() : null, record => record.Id.ToString(), (records, keys) =>
        {
            var ids = keys.Select(Guid.Parse).ToArray();
            return records.Where(r => ids.Contains(r.Id)).Select(r => new KeyMatch(r.Id.ToString(), r.Id));
        });
}

/// <summary>A record found by a key.</summary>
public sealed record KeyMatch(string Key, Guid Id);

/// <summary>
/// Imports any record type: a feature says how a row makes and changes its record and by which keys it is found; everything else is here. Every row goes through the aggregate's own factory or methods, so
/// no rule is skipped. Matching is one question per key and batch. A row that fails leaves nothing behind, not even its key.
/// </summary>
public abstract class ImportTarget<T>(INexusDbContext db) : IImportTarget
    where T : CrmRecord
{
    /// <inheritdoc />
    public abstract IRecordType Type { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> MatchKeys => [.. Keys.Select(k => k.Field)];

    /// <summary>The database.</summary>
    protected INexusDbContext Db => db;

    /// <summary>The keys that find existing records; the first is the default.</summary>
    protected abstract IReadOnlyList<ImportKey<T>> Keys { get; }

    /// <summary>What the batch needs besides its rows (scoring profile, members): read once, before the first row.</summary>
    protected virtual Task PrepareAsync(ImportBatchOrder order, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Makes a record of a row.</summary>
    protected abstract Result<T> Create(RowReader row, ImportBatchOrder order);

    /// <summary>Changes a record by a row; blank cells keep what it has.</summary>
    protected abstract Result<Done> Change(T record, RowReader row, ImportBatchOrder order);

    /// <summary>The records with the parts that a change needs.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    /// <summary>Stores new records with all that belongs to them.</summary>
    protected abstract Task StoreAsync(IReadOnlyList<T> created, ImportBatchOrder order, CancellationToken ct);

    /// <summary>How a record is now, as JSON, so that <see cref="Restore"/> can bring it back.</summary>
    protected abstract string Image(T record);

    /// <summary>Brings a record back to an image.</summary>
    protected abstract Result<Done> Restore(T record, string image, DateTimeOffset at, Guid? by);

    /// <summary>What has to be found out about all records of a batch before it is taken back.</summary>
    protected virtual Task PrepareUndoAsync(IReadOnlyCollection<T> records, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Takes a record away that the import created.</summary>
    protected virtual void Discard(T record, DateTimeOffset at, Guid? by) => record.Delete(at, by);

    /// <inheritdoc />
    public async Task<BatchOutcome> ImportAsync(ImportBatchOrder order, CancellationToken ct)
    {
        await PrepareAsync(order, ct);
        var plan = order.Plan;
        var reader = new RowReader(Type, order.Mapping, plan.Formats, plan.Defaults, TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone));
        var batch = new Batch(order, reader, plan.Duplicates is DuplicatePolicy.Create ? [] : [.. plan.MatchOn.Select(field => Keys.Single(k => k.Field == field))]);
        await FindExistingAsync(batch, ct);
        for (var i = 0; i < order.Rows.Count; i++) Take(order.Rows[i], batch.DuplicateOf(i), batch);

        if (!order.IsDryRun) await StoreAsync(batch.Created, order, ct);
        foreach (var record in batch.Created.Concat(batch.Changed.Values)) record.TakeEvents();
        return batch.ToOutcome();
    }

    /// <inheritdoc />
    public async Task<UndoneBatch> UndoAsync(JobRun run, DateTimeOffset importedAt, ImportBatch batch, CancellationToken ct)
    {
        var images = JsonSerializer.Deserialize<List<BeforeImage>>(batch.Before, JobLedger.Json)!.ToDictionary(i => i.Id);
        var ids = batch.CreatedIds.Concat(images.Keys).ToArray();
        var records = await Whole(db.Set<T>()).Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        await PrepareUndoAsync(records, ct);
        var conflicts = records.Where(r => !TakeBack(r, images.GetValueOrDefault(r.Id), run, importedAt)).Select(r => r.Id).ToList();
        foreach (var record in records) record.TakeEvents();
        return new UndoneBatch(records.Count - conflicts.Count, conflicts, ids.Length - records.Count);
    }

    /// <summary>
    /// A record that somebody changed since is left alone. All that an import writes bears the moment it was asked for, and so does all that its undo writes: a record with another stamp has moved on, however
    /// often the import itself came back to it.
    /// </summary>
    private bool TakeBack(T record, BeforeImage? before, JobRun run, DateTimeOffset importedAt)
    {
        if (record.UpdatedAt != importedAt && record.UpdatedAt != run.QueuedAt) return false;
        if (before is not null) return Restore(record, before.Image, run.QueuedAt, run.RequestedBy).Succeeded;
        Discard(record, run.QueuedAt, run.RequestedBy);
        return true;
    }

    /// <summary>One question per key for all rows of the batch; the oldest of several records is taken.</summary>
    private async Task FindExistingAsync(Batch batch, CancellationToken ct)
    {
        for (var i = 0; i < batch.Keys.Count; i++)
        {
            var (key, wanted) = (batch.Keys[i], batch.KeysInRows(i));
            if (wanted.Length == 0) continue;
            foreach (var match in (await key.Find(db.Set<T>(), wanted).TagWith(QueryTags.PlanAnew).ToListAsync(ct)).OrderBy(m => m.Id)) batch.Known.TryAdd((key.Field, match.Key), match.Id);
        }

        if (batch.Order.Plan.Duplicates is not DuplicatePolicy.Update || batch.Known.Count == 0) return;
        var ids = batch.Known.Values.Distinct().ToArray();
        var existing = Whole(db.Set<T>()).Where(r => ids.Contains(r.Id)).TagWith(QueryTags.PlanAnew);
        // What a dry run changes must not reach the save that notes its progress.
        if (batch.Order.IsDryRun) existing = existing.AsNoTracking();
        foreach (var record in await existing.ToListAsync(ct)) batch.Loaded[record.Id] = record;
    }

    private void Take(ImportRow row, Guid? known, Batch batch)
    {
        if (known is not { } id) Add(row, batch);
        else if (batch.Order.Plan.Duplicates is DuplicatePolicy.Skip) SkipIfSound(row, batch);
        else Update(row, id, batch);
    }

    private void Add(ImportRow row, Batch batch)
    {
        if (Made(row, batch) is { } record) batch.Add(record);
    }

    /// <summary>A copy that is itself faulty is reported, not skipped: its sender wants to know.</summary>
    private void SkipIfSound(ImportRow row, Batch batch)
    {
        if (Made(row, batch) is not null) batch.Skipped++;
    }

    private T? Made(ImportRow row, Batch batch)
    {
        batch.Reader.Begin(row.Record, takesDefaults: true);
        var made = Create(batch.Reader, batch.Order);
        if (!made.Succeeded) batch.Reader.Refuse(made.Error);
        if (batch.Reader.Problems.Count == 0) return made.Value;
        batch.Refuse(row);
        return null;
    }

    private void Update(ImportRow row, Guid known, Batch batch)
    {
        if (batch.Find(known) is not { } record)
        {
            // An earlier row of a dry run made it: there is nothing to change, but the row must be sound.
            if (Made(row, batch) is not null) batch.Updated++;
            return;
        }

        var before = batch.IsNew(record) ? null : new BeforeImage(record.Id, Image(record));
        batch.Reader.Begin(row.Record, takesDefaults: false);
        var changed = Change(record, batch.Reader, batch.Order);
        if (!changed.Succeeded) batch.Reader.Refuse(changed.Error);
        if (batch.Reader.Problems.Count > 0) batch.Refuse(row);
        else batch.NoteChange(record, before);
    }

    /// <summary>A batch while it is worked on.</summary>
    private sealed class Batch(ImportBatchOrder order, RowReader reader, IReadOnlyList<ImportKey<T>> keys)
    {
        private readonly List<RefusedRow> _refused = [];
        private readonly Dictionary<Guid, BeforeImage> _before = [];
        private readonly Dictionary<Guid, T> _new = [];
        private readonly string?[][] _rowKeys = [.. order.Rows.Select(row => KeysOf(row, reader, keys))];

        public ImportBatchOrder Order => order;

        public RowReader Reader => reader;

        public IReadOnlyList<ImportKey<T>> Keys => keys;

        public Dictionary<(string Field, string Key), Guid> Known { get; } = [];

        public Dictionary<Guid, T> Loaded { get; } = [];

        public Dictionary<Guid, T> Changed { get; } = [];

        public IReadOnlyList<T> Created => [.. _new.Values];

        public int Skipped { get; set; }

        public int Updated { get; set; }

        /// <summary>The values of a key in all rows.</summary>
        public string[] KeysInRows(int key) => [.. _rowKeys.Select(r => r[key]).OfType<string>().Distinct(StringComparer.Ordinal)];

        /// <summary>The record that a row is another copy of; the empty id for an earlier row of a dry run, which is not stored.</summary>
        public Guid? DuplicateOf(int row)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (_rowKeys[row][i] is not { } value) continue;
                if (Known.TryGetValue((keys[i].Field, value), out var id)) return id;
                if (order.Seen?.Contains(keys[i].Field, value) == true) return Guid.Empty;
            }

            return null;
        }

        public T? Find(Guid id) => _new.GetValueOrDefault(id) ?? Loaded.GetValueOrDefault(id);

        public bool IsNew(T record) => _new.ContainsKey(record.Id);

        public void Add(T record)
        {
            _new.Add(record.Id, record);
            foreach (var key in keys)
            {
                if (key.OfRecord(record) is not { } value) continue;
                Known.TryAdd((key.Field, value), record.Id);
                order.Seen?.Add(key.Field, value);
            }
        }

        public void NoteChange(T record, BeforeImage? before)
        {
            Updated++;
            if (before is null) return;
            Changed[record.Id] = record;
            _before.TryAdd(record.Id, before);
        }

        private static string?[] KeysOf(ImportRow row, RowReader reader, IReadOnlyList<ImportKey<T>> keys)
        {
            reader.Begin(row.Record, takesDefaults: false);
            return [.. keys.Select(key => key.OfRow(reader))];
        }

        public void Refuse(ImportRow row) => _refused.Add(new RefusedRow(row.Number, [.. reader.Problems]));

        public BatchOutcome ToOutcome() =>
            new(new ImportCounts(_new.Count, Updated, Skipped, _refused.Count), _refused, [.. _new.Keys], [.. _before.Values]);
    }
}
