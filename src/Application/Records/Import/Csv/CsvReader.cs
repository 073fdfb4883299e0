using System.Text;

namespace NexusCrm.Application.Records.Import.Csv;

/// <summary>
/// Reads delimited text record by record: RFC 4180, and what spreadsheets make of it. Records end at CR LF, LF or a lone CR; quoted cells may hold all of them; empty lines are no records; text
/// after a closing quote belongs to the cell. Memory stays within <see cref="CsvLimits"/> whatever comes: a longer cell is cut and marked, not refused, since one bad record must not stop the others.
/// </summary>
/// <remarks>Reads synchronously: its text is a local file's.</remarks>
public sealed class CsvReader(TextReader text, char delimiter)
{
    private const char Quote = '"';

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _cell = new();
    private readonly List<string> _cells = [];
    private int _position, _length;
    private int _budget;
    private int? _overlong;
    private bool _ended;

    /// <summary>The line that the next record starts on, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next record, or null at the end.</summary>
    /// <exception cref="CsvFormatException">From here on the text has no records.</exception>
    public CsvRecord? Read()
    {
        while (Available())
        {
            var line = Line;
            var record = ReadRecord(line);
            if (record is not null) return record;
        }

        return null;
    }

    /// <summary>All records that are left.</summary>
    public IEnumerable<CsvRecord> ReadAll()
    {
        while (Read() is { } record) yield return record;
    }

    /// <summary>One record, or null for an empty line.</summary>
    private CsvRecord? ReadRecord(long line)
    {
        _cells.Clear();
        (_budget, _overlong) = (CsvLimits.RecordLength, null);
        if (EndsRecord()) return null;

        do
        {
            if (_cells.Count == CsvLimits.Columns)
                throw new CsvFormatException(CsvFormatException.TooManyColumns, $"Line {line} has more than {CsvLimits.Columns} columns.", line);
            _cells.Add(ReadCell());
        }
        while (NextCell());

        return new CsvRecord(line, [.. _cells], _overlong);
    }

    private string ReadCell()
    {
        _cell.Clear();
        if (Available() && _buffer[_position] == Quote)
        {
            _position++;
            ReadQuoted(Line);
        }

        return ReadBare();
    }

    /// <summary>The rest of a cell up to a delimiter or the end of the record; mostly one slice of the buffer.</summary>
    private string ReadBare()
    {
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(delimiter, '\r', '\n');
            var slice = end < 0 ? rest : rest[..end];
            _position += slice.Length;
            if (end >= 0 && _cell.Length == 0) return Whole(slice);
            Append(slice);
            if (end >= 0) break;
        }

        return _cell.ToString();
    }

    private void ReadQuoted(long openedAt)
    {
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOf(Quote);
            var slice = end < 0 ? rest : rest[..end];
            CountLines(slice);
            Append(slice);
            _position += slice.Length;
            if (end < 0) continue;

            _position++;
            if (!Available() || _buffer[_position] != Quote) return;
            Append([Quote]);
            _position++;
        }

        throw new CsvFormatException(CsvFormatException.UnclosedQuote, $"The quote that opens on line {openedAt} is never closed.", openedAt);
    }

    /// <summary>Steps over a delimiter; false at the end of the record, whose line break it steps over.</summary>
    private bool NextCell()
    {
        if (Available() && _buffer[_position] == delimiter)
        {
            _position++;
            return true;
        }

        EndsRecord();
        return false;
    }

    private bool EndsRecord()
    {
        if (!Available() || _buffer[_position] is not ('\r' or '\n')) return false;
        var isReturn = _buffer[_position++] == '\r';
        if (isReturn && Available() && _buffer[_position] == '\n') _position++;
        Line++;
        return true;
    }

    private string Whole(ReadOnlySpan<char> slice)
    {
        if (slice.IsEmpty) return "";
        if (slice.Length <= CsvLimits.CellLength && slice.Length <= _budget)
        {
            _budget -= slice.Length;
            return new string(slice);
        }

        Append(slice);
        return _cell.ToString();
    }

    private void Append(ReadOnlySpan<char> slice)
    {
        var room = Math.Min(CsvLimits.CellLength - _cell.Length, _budget);
        if (slice.Length > room) _overlong ??= _cells.Count;
        var kept = slice[..Math.Min(room, slice.Length)];
        _cell.Append(kept);
        _budget -= kept.Length;
    }

    /// <summary>LF counts, and CR where no LF follows it.</summary>
    private void CountLines(ReadOnlySpan<char> slice)
    {
        for (var at = slice.IndexOfAny('\r', '\n'); at >= 0; at = slice.IndexOfAny('\r', '\n'))
        {
            if (slice[at] == '\n' || (at + 1 < slice.Length && slice[at + 1] != '\n')) Line++;
            slice = slice[(at + 1)..];
        }
    }

    private bool Available()
    {
        if (_position < _length) return true;
        if (_ended) return false;
        (_position, _length) = (0, text.Read(_buffer, 0, _buffer.Length));
        _ended = _length == 0;
        return !_ended;
    }
}
