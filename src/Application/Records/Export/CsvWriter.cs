using System.Buffers;
using System.Text;

namespace NexusCrm.Application.Records.Export;

/// <summary>Comma-separated values after RFC 4180: CRLF, quotes where needed, UTF-8 with byte order mark, texts safe from being taken for formulas.</summary>
internal sealed class CsvWriter(Stream stream, IReadOnlyList<ExportColumn> fields) : IRowWriter
{
    private const int BufferSize = 32 * 1024;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly TableLayout _layout = new(fields);
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), BufferSize, leaveOpen: true) { NewLine = "\r\n" };
    private readonly StringBuilder _line = new();
    private object?[]? _cells;

    public async ValueTask WriteAsync(object?[] row, CancellationToken ct)
    {
        if (_cells is null) await WriteHeaderAsync(ct);
        _layout.Fill(row, _cells!);
        await WriteLineAsync(_cells!, ct);
    }

    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        if (_cells is null) await WriteHeaderAsync(ct);
        await _writer.FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private Task WriteHeaderAsync(CancellationToken ct)
    {
        _cells = new object?[_layout.Columns.Count];
        return WriteLineAsync([.. _layout.Columns.Select(c => c.Header)], ct);
    }

    private Task WriteLineAsync(object?[] cells, CancellationToken ct)
    {
        _line.Clear();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) _line.Append(',');
            Append(cells[i] is string text ? FormulaSafety.Protect(text) : CellText.Of(cells[i]));
        }

        return _writer.WriteLineAsync(_line, ct);
    }

    private void Append(string cell)
    {
        if (!cell.AsSpan().ContainsAny(Quoted)) _line.Append(cell);
        else _line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
