using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.WebUI.Components.Ui.Grid;
using NexusCrm.WebUI.Features.Bulk;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.RecycleBin;

/// <summary>Shows deleted records and restores them.</summary>
public sealed partial class RecycledList : UseCaseComponent
{
    /// <summary>How long a deleted record is kept.</summary>
    private const int KeptDays = 30;

    private readonly GridSelection _selection = new();
    private readonly Dictionary<string, string> _names = [];
    private GridRows<RecycledRow> _rows = default!;
    private BulkRun _bulk = default!;
    private long? _total;
    private List<GridColumn<RecycledRow>> _columns = [];

    [Inject] private IEnumerable<IReferenceChoices> References { get; set; } = default!;

    /// <summary>Which records, and how they are read.</summary>
    [Parameter, EditorRequired] public RecycledRecords Records { get; set; } = default!;

    protected override void OnInitialized()
    {
        _rows = new(ReadAsync);
        _columns =
        [
            new("name", "Name", row => row.Name) { Primary = true, Width = 300 },
            new("deleted", "Deleted", Deleted) { Width = 140 },
            new("deletedBy", "Deleted by", DeletedBy) { Width = 180 },
            new("purged", "Gone for good", Purged) { Width = 140 },
            new("actions", "Actions", Actions) { Width = 140 },
        ];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
        base.Dispose(disposing);
    }

    private async Task<GridPage<RecycledRow>> ReadAsync(string? cursor, CancellationToken ct)
    {
        var page = await Records.Read(UseCases, new ListRequest { DeletedOnly = true, After = cursor }, ct);
        if (!page.Succeeded) return GridPage<RecycledRow>.Refused(page.Error.Message);
        await NameAsync(page.Value.Rows, ct);
        return new(page.Value.Rows, page.Value.Next);
    }

    private async Task NameAsync(IReadOnlyList<RecycledRow> rows, CancellationToken ct)
    {
        var unknown = rows.Select(row => row.DeletedBy?.ToString()).OfType<string>().Where(id => !_names.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count == 0) return;
        var members = References.First(choices => choices.RecordType == RecordTypes.Members);
        foreach (var (id, name) in await members.NamesAsync(unknown, ct)) _names[id] = name;
    }

    private string? DeletedBy(RecycledRow row) => row.DeletedBy is { } id ? _names.GetValueOrDefault(id.ToString()) : null;

    private async Task SelectAsync(GridSelection selection)
    {
        if (!selection.AllMatching || _total is not null) return;
        var counted = await Records.Read(UseCases, new ListRequest { DeletedOnly = true, Limit = 1, WithTotal = true }, Closed);
        if (counted.Succeeded) _total = counted.Value.Total;
    }

    private Task RestoreSelectedAsync()
    {
        var count = _selection.AllMatching ? _total - _selection.Keys.Count : _selection.Keys.Count;
        var chosen = new ListSelection([.. _selection.Keys.Select(Guid.Parse)], _selection.AllMatching, new ListRequest(), count);
        return _bulk.DoAsync(chosen, BulkActions.Restore, new { }, "restored");
    }

    private Task ReadAgainAsync()
    {
        _selection.Clear();
        _total = null;
        return _rows.RestartAsync();
    }

    private async Task RestoreAsync(RecycledRow row)
    {
        if (await Records.Restore(UseCases, row.Id, Closed) is { } refusal)
        {
            Toasts.Error(refusal.Message);
            return;
        }

        Toasts.Success($"{row.Name} is back among your {Records.RecordType}.");
        await ReadAgainAsync();
    }
}
