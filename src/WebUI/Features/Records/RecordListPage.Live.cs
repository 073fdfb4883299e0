using NexusCrm.Application.Records.Filters;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>How a list follows what others do: rows change in place and never move by themselves.</summary>
public sealed partial class RecordListPage<TRow>
{
    private const int LiveBatch = 200;

    private readonly HashSet<Guid> _news = [];
    private bool _changed;

    private string? NewsText => _news.Count > 0
        ? $"{_news.Count} new {(_news.Count == 1 ? List.One : List.Many)} – show"
        : _changed ? $"The {List.Many} have changed – show" : null;

    private Task ShowNewsAsync()
    {
        _news.Clear();
        (_changed, _total) = (false, null);
        return _rows.RestartAsync();
    }

    /// <summary>Reads what changed once more, through the same filter: rows that still match are replaced where they stand, others go, and new ones wait until the person asks for them.</summary>
    private async Task ReadChangedAsync(LiveChange change)
    {
        if (!_rows.Started || _problem is not null) return;
        if (change.Many || change.Records.Count > LiveBatch)
        {
            _changed = true;
            return;
        }

        var which = new Clause("id", FilterOperator.In, [.. change.Records.Select(id => id.ToString())]);
        var page = await UseCases.Send(List.Read(_state.Request with { Filter = _state.Filter.And(which), Limit = LiveBatch }), Closed);
        if (!page.Succeeded) return;

        var matching = page.Value.Rows.ToDictionary(List.Id);
        var held = _rows.Shown.Select(List.Id).ToHashSet();
        foreach (var id in change.Records) Take(id, matching, held);
        _total = null;
    }

    private void Take(Guid id, Dictionary<Guid, TRow> matching, HashSet<Guid> held)
    {
        if (matching.TryGetValue(id, out var row))
        {
            if (held.Contains(id)) _rows.Replace(shown => List.Id(shown) == id, row);
            else _news.Add(id);
            return;
        }

        _news.Remove(id);
        if (held.Contains(id)) _rows.Remove(shown => List.Id(shown) == id);
    }
}
