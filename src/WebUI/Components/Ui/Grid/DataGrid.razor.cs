using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NexusCrm.WebUI.Components.Ui.Grid;

/// <summary>A list of records: sortable columns, selection, keyboard, endless scroll over a window of rows; cards on a phone.</summary>
/// <typeparam name="TRow">The row record of a feature.</typeparam>
public sealed partial class DataGrid<TRow> : ComponentBase, IDisposable
{
    private const int SkeletonRows = 8;

    private GridRows<TRow>? _rows;
    private ElementReference _more;
    private ElementReference _earlier;
    private string _id = "";
    private int _lastSelected = -1;
    private bool _watchEnds;

    [Inject] private ElementIds Ids { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    /// <summary>What the list holds, for screen readers: "Leads".</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The rows. The grid reads the first page itself.</summary>
    [Parameter, EditorRequired] public GridRows<TRow> Rows { get; set; } = default!;

    [Parameter, EditorRequired] public IReadOnlyList<GridColumn<TRow>> Columns { get; set; } = [];

    /// <summary>Key of a row: its id.</summary>
    [Parameter, EditorRequired] public Func<TRow, string> Key { get; set; } = default!;

    /// <summary>Name of a row, for "Select ...".</summary>
    [Parameter, EditorRequired] public Func<TRow, string> Name { get; set; } = default!;

    /// <summary>Address of the record: the row opens it, the middle button in a new tab.</summary>
    [Parameter] public Func<TRow, string>? Href { get; set; }

    [Parameter] public GridSort? Sort { get; set; }

    /// <summary>Told the new order; the page then restarts the rows.</summary>
    [Parameter] public EventCallback<GridSort> SortChanged { get; set; }

    /// <summary>The page's selection; without one there is no selecting.</summary>
    [Parameter] public GridSelection? Selection { get; set; }

    [Parameter] public EventCallback<GridSelection> SelectionChanged { get; set; }

    /// <summary>How many records match the filter, where that is known.</summary>
    [Parameter] public long? MatchCount { get; set; }

    /// <summary>Buttons for what is selected.</summary>
    [Parameter] public RenderFragment? Bulk { get; set; }

    /// <summary>Shown when there are no rows.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Under the rows: totals.</summary>
    [Parameter] public RenderFragment? Foot { get; set; }

    /// <summary>Rows of 32 instead of 40 pixels.</summary>
    [Parameter] public bool Compact { get; set; }

    /// <summary>As high as its rows, instead of filling the page.</summary>
    [Parameter] public bool Fit { get; set; }

    private int RowHeight => Compact ? 32 : 40;
    private int ColumnCount => Columns.Count + (Selection is null ? 0 : 1);
    private int MinWidth => Columns.Sum(column => column.Width);
    private bool AllShownSelected => Rows.Count > 0 && Rows.Shown.All(row => Selection!.Has(Key(row)));
    private bool OffersAll => Rows.HasMore || Rows.CountBefore > 0 || MatchCount > Selection!.Keys.Count;
    private bool HasNothing => Rows is { Started: true, Reading: false, Problem: null, Count: 0, CountBefore: 0 };
    private string SortText => Sort is null ? "" : (Sort.Descending ? "-" : "") + Sort.Key;

    private string SelectedText => Selection switch
    {
        { AllMatching: true, Keys.Count: > 0 } when MatchCount is not null => $"{Number(MatchCount.Value - Selection.Keys.Count)} of {Number(MatchCount.Value)} that match are selected.",
        { AllMatching: true, Keys.Count: > 0 } => $"All that match but {Number(Selection.Keys.Count)} are selected.",
        { AllMatching: true } when MatchCount is not null => $"All {Number(MatchCount.Value)} that match are selected.",
        { AllMatching: true } => "All that match are selected.",
        _ => $"{Number(Selection!.Keys.Count)} selected.",
    };

    /// <inheritdoc />
    public void Dispose()
    {
        if (_rows is not null) _rows.Changed -= Refresh;
    }

    protected override void OnInitialized() => _id = Ids.Next("grid");

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_rows, Rows))
        {
            Dispose();
            _rows = Rows;
            _rows.Changed += Refresh;
        }

        // Not while prerendering: the circuit would read the same rows a second time.
        if (!Rows.Started && RendererInfo.IsInteractive) await Rows.RestartAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_watchEnds || Rows.Reading || Rows.Problem is not null) return;
        _watchEnds = false;
        if (Rows.HasMore) await Client.CallAsync(Assets, "loadWhenSeen", _more);
        if (Rows.CountBefore > 0) await Client.CallAsync(Assets, "loadWhenSeen", _earlier);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string? AlignClass(GridColumn<TRow> column) => column.Align switch { GridAlign.End => "nx-end", GridAlign.Center => "nx-center", _ => null };

    private string Share(GridColumn<TRow> column) => (100.0 * column.Width / MinWidth).ToString("0.##", CultureInfo.InvariantCulture);

    private bool IsSorted(GridColumn<TRow> column) => Sort?.Key == column.Key;

    private string? AriaSort(GridColumn<TRow> column) => (column.Sortable, IsSorted(column)) switch
    {
        (false, _) => null,
        (true, false) => "none",
        _ => Sort!.Descending ? "descending" : "ascending",
    };

    private string SortIcon(GridColumn<TRow> column) => (IsSorted(column) ? Sort!.Descending : column.DescendingFirst) ? Icons.ArrowDown : Icons.ArrowUp;

    private Task SortByAsync(GridColumn<TRow> column) => SortAsync(new(column.Key, IsSorted(column) ? !Sort!.Descending : column.DescendingFirst));

    private Task SortByTextAsync(string? text) => string.IsNullOrEmpty(text) ? Task.CompletedTask : SortAsync(new(text.TrimStart('-'), text[0] == '-'));

    private Task SortAsync(GridSort sort)
    {
        Sort = sort;
        return SortChanged.InvokeAsync(sort);
    }

    private Task SelectRowAsync(int index, string key, bool selected, MouseEventArgs press)
    {
        var shown = Rows.Shown.Select(Key).ToList();
        var keys = press.ShiftKey && _lastSelected >= 0 && _lastSelected < shown.Count
            ? shown[Math.Min(index, _lastSelected)..(Math.Max(index, _lastSelected) + 1)]
            : [key];
        _lastSelected = index;
        Selection!.Set(keys, selected);
        return SelectionChanged.InvokeAsync(Selection);
    }

    private Task SelectShownAsync(ChangeEventArgs change)
    {
        if (Selection!.AllMatching) Selection.Clear();
        else Selection.Set(Rows.Shown.Select(Key), change.Value is true);
        return SelectionChanged.InvokeAsync(Selection);
    }

    private Task SelectAllMatchingAsync()
    {
        Selection!.SelectAllMatching();
        return SelectionChanged.InvokeAsync(Selection);
    }

    private Task ClearSelectionAsync()
    {
        Selection!.Clear();
        return SelectionChanged.InvokeAsync(Selection);
    }

    private void Refresh(object? sender, EventArgs changed)
    {
        _watchEnds = true;
        _ = InvokeAsync(StateHasChanged);
    }
}
