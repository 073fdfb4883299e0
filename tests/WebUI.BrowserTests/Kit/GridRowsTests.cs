using System.Globalization;
using NexusCrm.WebUI.Components.Ui.Grid;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class GridRowsTests
{
    private const int Total = 100;
    private const int PageSize = 10;
    private readonly List<string?> _asked = [];

    [Test]
    public async Task Reads_page_after_page_to_the_end()
    {
        using var rows = Rows(capacity: 1000);
        await rows.RestartAsync();
        while (rows.HasMore) await rows.LoadMoreAsync();

        rows.Shown.ShouldBe(Enumerable.Range(0, Total));
        await rows.LoadMoreAsync();
        _asked.Count.ShouldBe(Total / PageSize);
    }

    [Test]
    public async Task Holds_no_more_than_its_capacity_and_reads_back_by_the_same_cursors()
    {
        using var rows = Rows(capacity: 30);
        await rows.RestartAsync();
        while (rows.HasMore) await rows.LoadMoreAsync();
        rows.Shown.ShouldBe(Enumerable.Range(70, 30));
        rows.CountBefore.ShouldBe(70);

        while (rows.CountBefore > 0)
        {
            await rows.LoadEarlierAsync();
            rows.Count.ShouldBe(30);
        }

        rows.Shown.ShouldBe(Enumerable.Range(0, 30));
        rows.HasMore.ShouldBeTrue();
        await rows.LoadMoreAsync();
        rows.Shown.ShouldBe(Enumerable.Range(10, 30));
    }

    [Test]
    public async Task A_page_that_did_not_come_can_be_tried_again()
    {
        var broken = true;
        using var rows = new GridRows<int>((cursor, _) => Task.FromResult(broken && cursor is not null ? GridPage<int>.Refused("No answer", "trace") : Page(cursor)));
        await rows.RestartAsync();
        await rows.LoadMoreAsync();
        rows.Problem.ShouldBe(new GridProblem("No answer", "trace"));
        rows.Shown.ShouldBe(Enumerable.Range(0, 10));

        broken = false;
        await rows.RetryAsync();

        rows.Problem.ShouldBeNull();
        rows.Shown.ShouldBe(Enumerable.Range(0, 20));
    }

    [Test]
    public async Task An_answer_that_was_overtaken_is_thrown_away()
    {
        var first = new TaskCompletionSource<GridPage<int>>();
        var answers = new Queue<Task<GridPage<int>>>([first.Task, Task.FromResult(new GridPage<int>([7], null))]);
        using var rows = new GridRows<int>((_, _) => answers.Dequeue());

        var overtaken = rows.RestartAsync();
        await rows.RestartAsync();
        first.SetResult(new([1, 2, 3], null));
        await overtaken;

        rows.Shown.ShouldBe([7]);
        rows.Reading.ShouldBeFalse();
    }

    [Test]
    public async Task Refreshing_reads_the_same_window_again()
    {
        using var rows = Rows(capacity: 30);
        await rows.RestartAsync();
        for (var page = 0; page < 4; page++) await rows.LoadMoreAsync();
        _asked.Clear();

        await rows.RefreshAsync();

        _asked.ShouldBe(["20", "30", "40"]);
        rows.Shown.ShouldBe(Enumerable.Range(20, 30));
    }

    [Test]
    public async Task Single_rows_are_replaced_removed_and_put_on_top()
    {
        using var rows = Rows(capacity: 30);
        await rows.RestartAsync();

        rows.Replace(row => row == 3, 33);
        rows.Remove(row => row == 0);
        rows.Prepend(-1);

        rows.Shown.ShouldBe([-1, 1, 2, 33, 4, 5, 6, 7, 8, 9]);
    }

    private GridRows<int> Rows(int capacity) => new((cursor, _) =>
    {
        _asked.Add(cursor);
        return Task.FromResult(Page(cursor));
    }, capacity);

    private static GridPage<int> Page(string? cursor)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var next = from + PageSize;
        return new([.. Enumerable.Range(from, PageSize)], next < Total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    [SetUp]
    public void Forget() => _asked.Clear();
}
