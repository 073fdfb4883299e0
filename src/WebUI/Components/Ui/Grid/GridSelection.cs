namespace NexusCrm.WebUI.Components.Ui.Grid;

/// <summary>What is selected in a grid: some rows by their keys, or everything that matches the filter.</summary>
public sealed class GridSelection
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Keys of the selected rows; not used while <see cref="AllMatching"/>.</summary>
    public IReadOnlySet<string> Keys => _keys;

    /// <summary>Everything that matches the filter is selected, shown or not.</summary>
    public bool AllMatching { get; private set; }

    /// <summary>Whether nothing is selected.</summary>
    public bool IsEmpty => !AllMatching && _keys.Count == 0;

    /// <summary>Whether a row is selected.</summary>
    public bool Has(string key) => AllMatching || _keys.Contains(key);

    /// <summary>Selects or releases rows. From "everything", releasing goes back to the rows that are shown.</summary>
    /// <param name="keys">The rows.</param>
    /// <param name="selected">Select or release.</param>
    /// <param name="shown">Keys of all rows shown.</param>
    public void Set(IEnumerable<string> keys, bool selected, IEnumerable<string> shown)
    {
        if (AllMatching) _keys.UnionWith(shown);
        AllMatching = false;
        if (selected) _keys.UnionWith(keys);
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
