using Microsoft.AspNetCore.Components;

namespace NexusCrm.WebUI.Components.Ui.Grid;

/// <summary>Where the text of a column stands. Numbers and money: at the end.</summary>
public enum GridAlign
{
    Start,
    End,
    Center,
}

/// <summary>A column of a <see cref="DataGrid{TRow}"/>.</summary>
/// <param name="Key">Stable word; also the sort key that is reported.</param>
/// <param name="Title">Text of the header.</param>
/// <param name="Cell">Content for a row.</param>
public sealed record GridColumn<TRow>(string Key, string Title, RenderFragment<TRow> Cell)
{
    /// <summary>A column that shows a text.</summary>
    public GridColumn(string key, string title, Func<TRow, string?> text)
        : this(key, title, row => builder => builder.AddContent(0, text(row)))
    {
    }

    /// <summary>Pressing the header sorts.</summary>
    public bool Sortable { get; init; }

    /// <summary>The first press sorts downwards: for dates, scores and amounts.</summary>
    public bool DescendingFirst { get; init; }

    public GridAlign Align { get; init; }

    /// <summary>Wished width in pixels; what is left over is shared in proportion.</summary>
    public int Width { get; init; } = 160;

    /// <summary>Names the row: holds its link and heads its card on a phone. One per grid.</summary>
    public bool Primary { get; init; }

    /// <summary>Left out of the card on a phone.</summary>
    public bool HideOnPhone { get; init; }
}

/// <summary>By what a grid is sorted.</summary>
/// <param name="Key">Key of the column.</param>
/// <param name="Descending">From high to low.</param>
public sealed record GridSort(string Key, bool Descending);
