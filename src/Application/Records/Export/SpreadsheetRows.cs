namespace NexusCrm.Application.Records.Export;

/// <summary>Rows of records as a spreadsheet.</summary>
internal sealed class SpreadsheetRows : IRowWriter
{
    private readonly TableLayout _layout;
    private readonly ISpreadsheet _sheet;
    private readonly object?[] _cells;

    public SpreadsheetRows(Stream stream, string name, IReadOnlyList<ExportColumn> fields, ISpreadsheetWriter writer)
    {
        _layout = new TableLayout(fields);
        _cells = new object?[_layout.Columns.Count];
        _sheet = writer.Begin(stream, name, _layout.Columns);
    }

    public ValueTask WriteAsync(object?[] row, CancellationToken ct)
    {
        _layout.Fill(row, _cells);
        return _sheet.WriteAsync(_cells, ct);
    }

    public ValueTask CompleteAsync(CancellationToken ct) => _sheet.CompleteAsync(ct);

    public ValueTask DisposeAsync() => _sheet.DisposeAsync();
}
