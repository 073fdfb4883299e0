namespace NexusCrm.WebUI.Components.Ui.Grid;

/// <summary>What is selected in a grid: some rows by their keys, or everything that matches the filter.</summary>
public sealed class GridSelection
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Keys of the selected rows; while <see cref="AllMatching"/>, of those that are not.</summary>
    public IReadOnlySet<string> Keys => _keys;

    /// <summary>Everything that matches the filter is selected, shown or not.</summary>
    public bool AllMatching { get; private set; }

    /// <summary>Whether nothing is selected.</summary>
    public bool IsEmpty => !AllMatching && _keys.Count == 0;

    /// <summary>Whether a row is selected.</summary>
    public bool Has(string key) => AllMatching != _keys.Contains(key);

    /// <summary>Selects or releases rows.</summary>
    public void Set(IEnumerable<string> keys, bool selected)
    {
        if (selected != AllMatching) _keys.UnionWith(keys);
        else _keys.ExceptWith(keys);
    }

    /// <summary>Selects everything that matches the filter.</summary>
    public void SelectAllMatching()
    {
        _keys.Clear();
        AllMatching = true;
    }

    /// <summary>Releases everything.</summary>
    public void Clear()
    {
        _keys.Clear();
        AllMatching = false;
    }
}
