using System.Globalization;
using Microsoft.AspNetCore.Components;
using NexusCrm.WebUI.Components.Ui.Grid;

namespace NexusCrm.WebUI.Components.Dev;

/// <summary>A grid over made-up rows, read page by page.</summary>
public sealed partial class KitGrid : ComponentBase, IDisposable
{
    private const int Total = 1200;
    private const int PageSize = 50;
    private static readonly string[] Names = ["Mei Lin Tan", "Arjun Nair", "Sarah Lim", "Daniel Koh", "Nur Aisyah binte Rahman", "Wei Jie Ong", "Priya Raghunathan", "Marcus Chua"];
    private static readonly string[] Companies = ["Straits Logistics", "Orchard Systems", "Lion City Foods", "Kallang Precision Engineering & Manufacturing Pte Ltd", "Marina Health"];
    private static readonly string[] StatusWords = ["new", "contacted", "qualified", "converted", "disqualified"];
    private static readonly string[] RatingWords = ["hot", "warm", "cold"];

    private readonly GridSelection _selection = new();
    private List<GridColumn<Row>> _columns = [];
    private GridRows<Row> _rows = default!;
    private GridSort _sort = new("name", Descending: false);
    private string _mode = "rows";
    private bool _compact;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Changed -= Show;
        _rows.Dispose();
    }

    protected override void OnInitialized()
    {
        _rows = new(ReadAsync);
        _rows.Changed += Show;
        _columns =
        [
            new("name", "Name", row => row.Name) { Primary = true, Sortable = true, Width = 200 },
            new("company", "Company", row => row.Company) { Sortable = true, Width = 200 },
            new("status", "Status", Status) { Width = 120 },
            new("rating", "Rating", Rating) { Width = 100 },
            new("score", "Score", Score) { Sortable = true, DescendingFirst = true, Width = 100 },
            new("budget", "Budget", Budget) { Sortable = true, DescendingFirst = true, Align = GridAlign.End, Width = 130 },
            new("created", "Created", Created) { HideOnPhone = true, Width = 110 },
        ];
    }

    private void Show(object? sender, EventArgs changed) => _ = InvokeAsync(StateHasChanged);

    private Task ShowAsync(string mode)
    {
        _mode = mode;
        return _rows.RestartAsync();
    }

    private Task SortAsync(GridSort sort)
    {
        _sort = sort;
        return _rows.RestartAsync();
    }

    private async Task<GridPage<Row>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_mode is "slow" ? 60_000 : 30), Clock, cancellationToken);
        if (_mode is "none") return new([], null);
        if (_mode is "broken") return GridPage<Row>.Refused("The leads could not be loaded", "4bf92f3577b34da6a3ce929d0e0e4736");

        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(from, PageSize).Select(at => Make(_sort.Descending ? Total - 1 - at : at)).ToList();
        return new(rows, from + PageSize < Total ? (from + PageSize).ToString(CultureInfo.InvariantCulture) : null);
    }

    private Row Make(int at) => new(
        at.ToString(CultureInfo.InvariantCulture),
        $"{Names[at % Names.Length]} {at + 1}",
        Companies[at % Companies.Length],
        StatusWords[at % StatusWords.Length],
        RatingWords[at % RatingWords.Length],
        at * 37 % 101,
        at % 4 == 0 ? null : at * 1250m,
        Clock.GetUtcNow().AddHours(-at));

    private sealed record Row(string Id, string Name, string Company, string Status, string Rating, int Score, decimal? Budget, DateTimeOffset CreatedAt);
}
