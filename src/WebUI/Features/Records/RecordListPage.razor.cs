using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Queries;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Application.Views.Queries;
using NexusCrm.Domain.Views;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Components.Ui.Grid;
using NexusCrm.WebUI.Features.Bulk;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>
/// The list page of a record type. Its whole state is in the address: every action goes to another address, and what the address says is shown. Holds a window of rows, never the list.
/// </summary>
/// <typeparam name="TRow">The row record of the list query.</typeparam>
public sealed partial class RecordListPage<TRow> : UseCaseComponent
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);
    private static readonly (string Format, string Text)[] ExportFormats = [("csv", "Export as CSV"), ("xlsx", "Export as spreadsheet"), ("jsonl", "Export as JSON lines")];

    private readonly GridSelection _selection = new();
    private GridRows<TRow> _rows = default!;
    private RecordPermissions _permissions = default!;
    private Dictionary<string, FieldDescription> _fields = [];
    private IReadOnlyList<FieldDescription> _filterable = [];
    private IReadOnlyList<GridColumn<TRow>> _columns = [];
    private IReadOnlyList<FilterChip> _chips = [];
    private IReadOnlyList<ListView> _views = [];
    private Dictionary<string, string> _names = [];
    private ListState _state = new();
    private FilterDialog _filters = default!;
    private ColumnsDialog _columnsDialog = default!;
    private BulkRun _bulk = default!;
    private bool _bulkIsOpen;
    private CancellationTokenSource _typing = new();
    private string? _uri;
    private bool _ready;
    private string? _search;
    private GridProblem? _problem;
    private long? _total;
    private bool _totalIsEstimate;

    [Inject] private IEnumerable<IReferenceChoices> References { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>What the page lists.</summary>
    [Parameter, EditorRequired] public ListDefinition<TRow> List { get; set; } = default!;

    /// <summary>Buttons at the right of the title, before "New".</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    /// <summary>What only this record type can do with what is selected.</summary>
    [Parameter] public RenderFragment<BulkChoice>? Bulk { get; set; }

    /// <summary>Shown in the page's own view while there is no record at all: what they are for, and the first thing to do.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    private ListView? ActiveView => _views.FirstOrDefault(view => view.Key == _state.View);

    private bool IsEdited => ActiveView is { } view && !ListState.Same(_state.Filter, view.Filter);

    private GridSort? GridSort => _state.Sort?.Terms[0] is { } term ? new(term.Field, term.Descending) : null;

    private ListSelection Selected =>
        new([.. _selection.Keys.Select(Guid.Parse)], _selection.AllMatching, _state.Request, _selection.AllMatching ? _total - _selection.Keys.Count : _selection.Keys.Count);

    private bool HoldsAll => _rows is { Started: true, Reading: false, Problem: null, HasMore: false, CountBefore: 0 };

    private string? CountText => HoldsAll
        ? Counted(_rows.Count, estimate: false)
        : _total is { } total ? Counted(total, _totalIsEstimate) : null;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _rows.Changed -= Refresh;
        _rows.Dispose();
        _typing.Cancel();
        _typing.Dispose();
    }

    protected override void OnInitialized()
    {
        _permissions = RecordPermissions.Of(List.RecordType);
        _bulkIsOpen = Allows(_permissions.Write) || Allows(_permissions.Delete);
        _views = List.Views;
        _rows = new(ReadAsync);
        _rows.Changed += Refresh;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Navigation.Uri == _uri) return;
        var first = _uri is null;
        _uri = Navigation.Uri;

        TakeState();
        if (!RendererInfo.IsInteractive) return;
        if (first)
        {
            await ReadFieldsAsync();
            await ReadViewsAsync();
            TakeState();
        }

        await ShowAsync();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string KeyOf(TRow row) => List.Id(row).ToString();

    private string Counted(long count, bool estimate) => $"{(estimate ? "more than " : "")}{Number(count)} {(count == 1 ? List.One : List.Many)}";

    private void Refresh(object? sender, EventArgs changed) => _ = InvokeAsync(StateHasChanged);

    private void TakeState()
    {
        var state = ListState.Parse(Navigation.Uri, _views);
        _problem = state.Succeeded ? null : new GridProblem(state.Error.Fields?.Values.First()[0] ?? state.Error.Message);
        if (state.Succeeded) _state = state.Value;
        _search = _state.Query;
        _selection.Clear();
        _news.Clear();
        (_changed, _total) = (false, null);
    }

    private async Task ShowAsync()
    {
        LayOutColumns();
        await NameReferencesAsync();
        SayFilter();
        _ready = true;
        // The grid reads the first page itself, once it is there.
        if (_rows.Started) await _rows.RestartAsync();
    }

    private async Task ReadViewsAsync()
    {
        var saved = await UseCases.Send(new ListViewsQuery(List.RecordType), Closed);
        if (saved.Succeeded) _views = [.. List.Views, .. saved.Value.Where(view => view.Details.Type is ViewType.Table).Select(ListView.Of)];
    }

    /// <summary>A view was saved, changed or deleted: shows the one that is asked for, null for the list's own.</summary>
    private async Task ViewsChangedAsync(string? key)
    {
        await ReadViewsAsync();
        var view = _views.FirstOrDefault(candidate => candidate.Key == key) ?? ListState.Own(_views);
        await GoAsync(ListState.Of(view) with { Query = _state.Query });
    }

    private async Task ReadFieldsAsync()
    {
        var fields = await UseCases.Send(new ListFieldsQuery(List.RecordType), Closed);
        if (!fields.Succeeded) return;
        _fields = fields.Value.ToDictionary(field => field.Key, StringComparer.Ordinal);
        _filterable = [.. fields.Value.Where(field => field.Filterable && field.Key != "id")];
    }

    private void LayOutColumns()
    {
        var primary = List.Columns.First(column => column.Primary);
        var chosen = _state.Columns.Count > 0
            ? _state.Columns.Select(key => List.Columns.FirstOrDefault(column => column.Key == key)).OfType<ListColumn<TRow>>()
            : List.Columns.Where(column => !column.Optional);
        _columns = [.. chosen.Where(column => column != primary).Prepend(primary).Distinct().Select(GridColumn)];
    }

    /// <summary>Filters on what is shown come first in the menu.</summary>
    private bool IsShown(FieldDescription field) => _columns.Any(column => column.Key == field.Key);

    private string TitleOf(ListColumn<TRow> column) => column.Title ?? _fields.GetValueOrDefault(column.Key)?.Label ?? Words.Sentence(column.Key);

    private GridColumn<TRow> GridColumn(ListColumn<TRow> column)
    {
        var field = _fields.GetValueOrDefault(column.Key);
        return new(column.Key, TitleOf(column), column.Cell)
        {
            Sortable = field?.Sortable is true,
            DescendingFirst = field is not null && (FilterWords.IsDay(field) || FilterWords.IsNumber(field)),
            Align = field?.Type is "money" or "number" ? GridAlign.End : GridAlign.Start,
            Width = column.Width,
            Primary = column.Primary,
            HideOnPhone = column.HideOnPhone,
        };
    }

    private async Task NameReferencesAsync()
    {
        var asked = _state.Filter.Clauses
            .Select(clause => (_fields.GetValueOrDefault(clause.Field)?.Reference, clause.Values))
            .Where(clause => clause.Reference is not null)
            .GroupBy(clause => clause.Reference, clause => clause.Values);
        foreach (var group in asked)
        {
            var unknown = group.SelectMany(values => values).Where(id => Guid.TryParse(id, out _) && !_names.ContainsKey(id)).Distinct().ToList();
            if (unknown.Count == 0 || References.FirstOrDefault(choices => choices.RecordType == group.Key) is not { } reference) continue;
            foreach (var (id, name) in await reference.NamesAsync(unknown, Closed)) _names[id] = name;
        }
    }

    private void SayFilter() => _chips = [.. _state.Filter.Conjuncts.Select((part, place) => FilterWords.Chip(place.ToString(CultureInfo.InvariantCulture), part, _fields, _names))];

    private async Task<GridPage<TRow>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        if (_problem is not null) return new([], null, _problem);
        var page = await UseCases.Send(List.Read(_state.Request with { After = cursor }), cancellationToken);
        return page.Succeeded
            ? new(page.Value.Rows, page.Value.Next)
            : GridPage<TRow>.Refused(page.Error.Fields?.Values.First()[0] ?? page.Error.Message, Activity.Current?.TraceId.ToString());
    }

    private Task GoAsync(ListState state, bool replace = false)
    {
        var address = state.Print(List.Address, _views);
        Navigation.NavigateTo(address, new NavigationOptions { ReplaceHistoryEntry = replace });
        return Task.CompletedTask;
    }

    private string AddressOf(ListView view) => ListState.Of(view).Print(List.Address, _views);

    private string ExportAddress(string format)
    {
        var query = new QueryBuilder { { "format", format } };
        foreach (var (name, value) in _state.Request.Print()) query.Add(name, value);
        return $"{List.Address}/export{query}";
    }

    private Task SortAsync(GridSort sort) => GoAsync(_state with { Sort = new Sort(new SortField(sort.Key, sort.Descending)) });

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var typing = _typing.Token;
        _search = typed.Value as string;
        try
        {
            await Task.Delay(TypingPause, Clock, typing);
        }
        catch (OperationCanceledException)
        {
            // More was typed, or the page was left.
            return;
        }

        var query = string.IsNullOrWhiteSpace(_search) ? null : _search.Trim();
        if (query != _state.Query) await GoAsync(_state with { Query = query }, replace: true);
    }

    private void EditFilter(string key)
    {
        var place = int.Parse(key, CultureInfo.InvariantCulture);
        var part = _state.Filter.Conjuncts[place];
        if (FilterDialog.CanEdit(part)) _filters.Edit(place, part);
    }

    private Task RemoveFilterAsync(string key)
    {
        var parts = _state.Filter.Conjuncts.ToList();
        parts.RemoveAt(int.Parse(key, CultureInfo.InvariantCulture));
        return GoAsync(_state.With(Joined(parts), _views));
    }

    private Task ApplyFilterAsync((int? Place, Filter Part) change)
    {
        var parts = _state.Filter.Conjuncts.ToList();
        if (change.Place is { } place) parts[place] = change.Part;
        else parts.Add(change.Part);
        return GoAsync(_state.With(Joined(parts), _views));
    }

    private static Filter Joined(IEnumerable<Filter> parts) => parts.Aggregate(Filter.Everything, (all, part) => all.And(part));

    private void ChooseColumns()
    {
        var shown = _columns.Select(column => column.Key).ToList();
        _columnsDialog.Show(
            [.. _columns.Where(column => !column.Primary).Select(column => (column.Key, column.Title))],
            List.Columns.Where(column => !shown.Contains(column.Key)).Select(column => (column.Key, TitleOf(column))));
    }

    private async Task CountAsync()
    {
        var counted = await UseCases.Send(List.Read(_state.Request with { Limit = 1, WithTotal = true }), Closed);
        if (!counted.Succeeded)
        {
            Toasts.Error(counted.Error.Message);
            return;
        }

        (_total, _totalIsEstimate) = (counted.Value.Total, counted.Value.TotalIsEstimate);
    }

    private Task SelectAsync(GridSelection selection) => selection.AllMatching && _total is null ? CountAsync() : Task.CompletedTask;

    private Task ActedAsync()
    {
        _selection.Clear();
        return _rows.RefreshAsync();
    }
}
