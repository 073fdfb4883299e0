using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Records.Lists;
using NexusCrm.WebUI.Components.Ui.Grid;

namespace NexusCrm.WebUI.Features.RecycleBin;

/// <summary>Shows deleted records and restores them.</summary>
public sealed partial class RecycledList : UseCaseComponent
{
    /// <summary>How long a deleted record is kept.</summary>
    private const int KeptDays = 30;

    private GridRows<RecycledRow> _rows = default!;
    private List<GridColumn<RecycledRow>> _columns = [];

    [Parameter, EditorRequired] public RecycledRecords Records { get; set; } = default!;

    protected override void OnInitialized()
    {
        _rows = new(ReadAsync);
        _columns =
        [
            new("name", "Name", row => row.Name) { Primary = true, Width = 300 },
            new("deleted", "Deleted", Deleted) { Width = 140 },
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
        return page.Succeeded ? new(page.Value.Rows, page.Value.Next) : GridPage<RecycledRow>.Refused(page.Error.Message);
    }

    private async Task RestoreAsync(RecycledRow row)
    {
        if (await Records.Restore(UseCases, row.Id, Closed) is { } refusal)
        {
            Toasts.Error(refusal.Message);
            return;
        }

        Toasts.Success($"{row.Name} is back among your {Records.RecordType}.");
        await _rows.RestartAsync();
    }
}
