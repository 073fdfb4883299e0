using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Export;

/// <summary>A column of a file.</summary>
/// <param name="Key">Key of its field.</param>
/// <param name="Header">The words in the first line.</param>
/// <param name="Type">What its cells hold.</param>
public sealed record ExportColumn(string Key, string Header, FieldType Type);

/// <summary>Lays fields out as the columns of a table: an amount takes two, the number and its currency, so that the number stays one.</summary>
internal sealed class TableLayout
{
    private readonly List<(int Field, Func<object?, object?> Cell)> _cells = [];
    private readonly List<ExportColumn> _columns = [];

    public TableLayout(IReadOnlyList<ExportColumn> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Type is not FieldType.Money)
            {
                Add(fields[i], i, value => value is IReadOnlyList<string> several ? string.Join(';', several) : value);
                continue;
            }

            Add(fields[i] with { Type = FieldType.Number }, i, value => (value as Money)?.Amount);
            Add(new ExportColumn($"{fields[i].Key}.currency", $"{fields[i].Header} currency", FieldType.Text), i, value => (value as Money)?.Currency);
        }
    }

    public IReadOnlyList<ExportColumn> Columns => _columns;

    /// <summary>The cells of a row, in the given array.</summary>
    public void Fill(IReadOnlyList<object?> row, object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++) cells[i] = _cells[i].Cell(row[_cells[i].Field]);
    }

    private void Add(ExportColumn column, int field, Func<object?, object?> cell)
    {
        _columns.Add(column);
        _cells.Add((field, cell));
    }
}
