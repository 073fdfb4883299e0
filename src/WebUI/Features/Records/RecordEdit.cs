using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>
/// Editing of one record. Sends only what the person changed. When somebody else changed the record meanwhile, their changes are taken into the form; fields that both changed are settled by the person.
/// </summary>
/// <typeparam name="TRow">The record as read.</typeparam>
/// <typeparam name="TDraft">The form.</typeparam>
/// <typeparam name="TPatch">The change of the use case.</typeparam>
public sealed class RecordEdit<TRow, TDraft, TPatch> where TRow : class where TPatch : new()
{
    private readonly RecordEditing<TRow, TDraft, TPatch> _editing;
    private TDraft _before;
    private int _version;

    /// <summary>Begins with the record as it is.</summary>
    public RecordEdit(TRow record, RecordEditing<TRow, TDraft, TPatch> editing)
    {
        _editing = editing;
        (_before, Draft, _version) = (editing.DraftOf(record), editing.DraftOf(record), editing.VersionOf(record));
    }

    /// <summary>What the form is bound to.</summary>
    public TDraft Draft { get; }

    /// <summary>Whether the form says something else than the record.</summary>
    public bool IsChanged => Changed().Count > 0;

    /// <summary>Saves.</summary>
    /// <param name="settle">Asks which of two values is kept, per field; null to go back to editing.</param>
    /// <returns>The record, or a refusal; the stale one when the person went back to editing.</returns>
    public async Task<Result<TRow>> SaveAsync(Func<IReadOnlyList<Disagreement>, Task<IReadOnlyList<bool>?>> settle)
    {
        while (true)
        {
            var changed = Changed();
            var saved = await _editing.Send(changed.Aggregate(new TPatch(), (patch, field) => field.Patch(patch, Draft)), _version);
            if (saved.Succeeded || saved.Error.Kind is not ErrorKind.Stale) return saved;

            var read = await _editing.Read();
            if (!read.Succeeded) return read;
            if (!await TakeAsync(read.Value, changed, settle)) return saved;
        }
    }

    private List<DraftField<TDraft, TPatch>> Changed() => [.. _editing.Fields.Where(field => !field.Same(_before, Draft))];

    private async Task<bool> TakeAsync(TRow latest, List<DraftField<TDraft, TPatch>> mine, Func<IReadOnlyList<Disagreement>, Task<IReadOnlyList<bool>?>> settle)
    {
        var theirs = _editing.DraftOf(latest);
        var disputed = mine.Where(field => !field.Same(_before, theirs) && !field.Same(Draft, theirs)).ToList();
        if (disputed.Count > 0)
        {
            var kept = await settle([.. disputed.Select(field => new Disagreement(field.Label, field.Text(Draft), field.Text(theirs)))]);
            if (kept is null) return false;
            foreach (var (field, keepMine) in disputed.Zip(kept))
            {
                if (!keepMine) field.Copy(Draft, theirs);
            }
        }

        foreach (var field in _editing.Fields.Except(mine)) field.Copy(Draft, theirs);
        (_before, _version) = (theirs, _editing.VersionOf(latest));
        return true;
    }
}

/// <summary>How records of a type are edited.</summary>
/// <param name="Fields">The fields of the form.</param>
/// <param name="DraftOf">A new form filled with a record.</param>
/// <param name="VersionOf">The version of a record.</param>
/// <param name="Send">Sends a change against a version.</param>
/// <param name="Read">Reads the record as it is now.</param>
public sealed record RecordEditing<TRow, TDraft, TPatch>(
    IReadOnlyList<DraftField<TDraft, TPatch>> Fields, Func<TRow, TDraft> DraftOf, Func<TRow, int> VersionOf, Func<TPatch, int, Task<Result<TRow>>> Send, Func<Task<Result<TRow>>> Read);
