namespace NexusCrm.WebUI.Components.Ui.Grid;

/// <summary>Why a page of rows did not come.</summary>
/// <param name="Title">What happened.</param>
/// <param name="TraceId">Trace id to report.</param>
public sealed record GridProblem(string Title, string? TraceId = null);

/// <summary>A page of rows.</summary>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Next">Cursor of the next page; null when this is the last one.</param>
/// <param name="Problem">Set when the page could not be read; then there are no rows.</param>
public sealed record GridPage<TRow>(IReadOnlyList<TRow> Rows, string? Next, GridProblem? Problem = null)
{
    /// <summary>A page that could not be read.</summary>
    public static GridPage<TRow> Refused(string title, string? traceId = null) => new([], null, new(title, traceId));
}

/// <summary>
/// The rows of a list that is read page by page with cursors. Holds a window of them: pages that fall out of it at one end are read again by
/// their cursor when the person scrolls back. Belongs to the page component; <see cref="DataGrid{TRow}"/> shows it and asks for more.
/// </summary>
/// <param name="load">Reads the page at a cursor; null is the first page.</param>
/// <param name="capacity">Most rows held.</param>
public sealed class GridRows<TRow>(Func<string?, CancellationToken, Task<GridPage<TRow>>> load, int capacity = 500) : IDisposable
{
    private readonly List<Page> _pages = [];
    private readonly Stack<(string? Cursor, int Count)> _before = [];
    private CancellationTokenSource _reading = new();

    /// <summary>Raised after anything changed.</summary>
    public event EventHandler? Changed;

    /// <summary>The rows held, in order.</summary>
    public IEnumerable<TRow> Shown => _pages.SelectMany(page => page.Rows);

    /// <summary>Number of rows held.</summary>
    public int Count => _pages.Sum(page => page.Rows.Count);

    /// <summary>Number of rows that stand before the window.</summary>
    public int CountBefore => _before.Sum(page => page.Count);

    /// <summary>Whether the first page was asked for.</summary>
    public bool Started { get; private set; }

    /// <summary>Whether a page is being read.</summary>
    public bool Reading { get; private set; }

    /// <summary>Why the last page did not come.</summary>
    public GridProblem? Problem { get; private set; }

    /// <summary>Whether there are rows after the window.</summary>
    public bool HasMore => _pages.Count > 0 && _pages[^1].Next is not null;

    /// <summary>Reads the list from its start: at first, and after the filter or the sort changed.</summary>
    public Task RestartAsync()
    {
        _pages.Clear();
        _before.Clear();
        Started = true;
        return ReadAsync(null, atEnd: true);
    }

    /// <summary>Reads the page after the window.</summary>
    public Task LoadMoreAsync() => HasMore && !Reading ? ReadAsync(_pages[^1].Next, atEnd: true) : Task.CompletedTask;

    /// <summary>Reads the page before the window again.</summary>
    public Task LoadEarlierAsync() => _before.Count > 0 && !Reading ? ReadAsync(_before.Peek().Cursor, atEnd: false) : Task.CompletedTask;

    /// <summary>Tries again what last failed.</summary>
    public Task RetryAsync() => _pages.Count == 0 ? RestartAsync() : LoadMoreAsync();

    /// <summary>Reads the window again, where it stands; the old rows stay until all new ones are there.</summary>
    public async Task RefreshAsync()
    {
        if (_pages.Count == 0)
        {
            await RestartAsync();
            return;
        }

        var cancellation = Begin();
        var fresh = new List<Page>();
        var cursor = _pages[0].Cursor;
        do
        {
            var page = await ReadOrStopAsync(cursor, cancellation);
            if (page is null) return;
            if (page.Problem is not null)
            {
                End(page.Problem);
                return;
            }

            fresh.Add(new(cursor, [.. page.Rows], page.Next));
            cursor = page.Next;
        }
        while (cursor is not null && fresh.Count < _pages.Count);

        _pages.Clear();
        _pages.AddRange(fresh);
        End(problem: null);
    }

    /// <summary>Puts a changed row in the place of the one that matches; nothing happens when it is not held.</summary>
    public void Replace(Predicate<TRow> which, TRow row)
    {
        foreach (var page in _pages)
        {
            var at = page.Rows.FindIndex(which);
            if (at >= 0) page.Rows[at] = row;
        }

        Tell();
    }

    /// <summary>Takes rows out: deleted, or no longer matching.</summary>
    public void Remove(Predicate<TRow> which)
    {
        foreach (var page in _pages) page.Rows.RemoveAll(which);
        Tell();
    }

    /// <summary>Puts a new row on top, when the window stands at the start of the list.</summary>
    public void Prepend(TRow row)
    {
        if (_before.Count > 0 || _pages.Count == 0) return;
        _pages[0].Rows.Insert(0, row);
        Tell();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }

    private async Task ReadAsync(string? cursor, bool atEnd)
    {
        var cancellation = Begin();
        var page = await ReadOrStopAsync(cursor, cancellation);
        if (page is null) return;
        if (page.Problem is null) Take(new(cursor, [.. page.Rows], page.Next), atEnd);
        End(page.Problem);
    }

    private async Task<GridPage<TRow>?> ReadOrStopAsync(string? cursor, CancellationToken cancellation)
    {
        try
        {
            var page = await load(cursor, cancellation);
            return cancellation.IsCancellationRequested ? null : page;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Take(Page page, bool atEnd)
    {
        if (atEnd)
        {
            _pages.Add(page);
            while (Count > capacity && _pages.Count > 1)
            {
                _before.Push((_pages[0].Cursor, _pages[0].Rows.Count));
                _pages.RemoveAt(0);
            }

            return;
        }

        _before.Pop();
        _pages.Insert(0, page);
        while (Count > capacity && _pages.Count > 1) _pages.RemoveAt(_pages.Count - 1);
    }

    private CancellationToken Begin()
    {
        _reading.Cancel();
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        (Reading, Problem) = (true, null);
        Tell();
        return _reading.Token;
    }

    private void End(GridProblem? problem)
    {
        (Reading, Problem) = (false, problem);
        Tell();
    }

    private void Tell() => Changed?.Invoke(this, EventArgs.Empty);

    private sealed record Page(string? Cursor, List<TRow> Rows, string? Next);
}
