using System.Text;
using NexusCrm.Application.Records.Import.Csv;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>A row of an import file.</summary>
/// <param name="Number">Number of the record after the header, from 1.</param>
/// <param name="Record">Its cells.</param>
public sealed record ImportRow(long Number, CsvRecord Record);

/// <summary>A delimited file on disk: how it is written was found out from itself. Its rows can be read any number of times and are never held together.</summary>
public sealed class ImportFile
{
    private const int SampleLength = 64 * 1024;
    private const int SampleRecords = 20;

    private readonly Stream _stream;
    private readonly Encoding _encoding;

    private ImportFile(Stream stream, Encoding encoding, char delimiter, IReadOnlyList<CsvRecord> sample, bool hasHeader)
    {
        (_stream, _encoding, Delimiter) = (stream, encoding, delimiter);
        HasHeader = hasHeader;
        Headers = HasHeader ? HeaderRow.Named(sample[0].Cells) : HeaderRow.Named(new string[sample[0].Cells.Length]);
        Sample = [.. sample.Skip(HasHeader ? 1 : 0).Take(SampleRecords)];
    }

    /// <summary>IANA name of the encoding: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>windows-1252</c>.</summary>
    public string EncodingName => _encoding.WebName;

    /// <summary>Between cells.</summary>
    public char Delimiter { get; }

    /// <summary>True when the first record names the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>The names of the columns, each once; "Column 3" where there is none, "Phone (2)" for the second of a name.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The first rows, at most 20.</summary>
    public IReadOnlyList<CsvRecord> Sample { get; }

    /// <summary>Finds out how a file is written. Refused when it is empty, no text, or has no first record.</summary>
    /// <param name="stream">The file; seekable, and the caller's to close.</param>
    /// <param name="isKnownHeader">True for a text that names a field.</param>
    /// <param name="reading">What a person said about it; null finds out everything.</param>
    public static Result<ImportFile> Open(Stream stream, Func<string, bool> isKnownHeader, FileReading? reading = null)
    {
        if (reading?.Problem is { } problem) return problem;
        var encoding = TextEncodings.Detect(stream);
        if (!encoding.Succeeded) return encoding.Error;

        var chosen = reading?.Encoding is { } name ? Encoding.GetEncoding(name) : encoding.Value;
        var text = ReadSample(stream, chosen, out var isWhole);
        IReadOnlyList<char> delimiters = reading?.Delimiter is { } known ? [known] : FileReading.Delimiters;
        var readings = delimiters.Select(d => (Delimiter: d, Reading: Try(text, d, isWhole))).ToList();
        var (delimiter, best) = readings.MaxBy(r => (r.Reading.Regularity, r.Reading.Columns));
        if (best.Records.Count > 0) return new ImportFile(stream, chosen, delimiter, best.Records, reading?.HasHeader ?? HeaderRow.Is(best.Records, isKnownHeader));
        return best.Failure is { } failure ? ImportErrors.Malformed(failure) : ImportErrors.EmptyFile;
    }

    /// <summary>Reads the rows from the first one on.</summary>
    /// <exception cref="CsvFormatException">From some line on the text has no records.</exception>
    public IEnumerable<ImportRow> Rows()
    {
        _stream.Position = 0;
        using var text = new StreamReader(_stream, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: SampleLength, leaveOpen: true);
        var reader = new CsvReader(text, Delimiter);
        if (HasHeader) reader.Read();
        var number = 0L;
        foreach (var record in reader.ReadAll()) yield return new ImportRow(++number, record);
    }

    /// <summary>Reads the whole file once for its form: how many rows, or from which line on there are none.</summary>
    /// <param name="maxRows">More rows are refused.</param>
    /// <param name="ct">Stops.</param>
    public Result<long> Count(long maxRows, CancellationToken ct)
    {
        var count = 0L;
        try
        {
            foreach (var row in Rows())
            {
                count = row.Number;
                if (count > maxRows) return ImportErrors.TooManyRows(maxRows);
                if (count % 10_000 == 0) ct.ThrowIfCancellationRequested();
            }
        }
        catch (CsvFormatException broken)
        {
            return ImportErrors.Malformed(broken);
        }

        return count == 0 ? ImportErrors.NoRows : count;
    }

    private static string ReadSample(Stream stream, Encoding encoding, out bool isWhole)
    {
        var start = stream.Position;
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[SampleLength];
        var length = reader.ReadBlock(buffer);
        isWhole = reader.Peek() < 0;
        stream.Position = start;
        return new string(buffer, 0, length);
    }

    /// <summary>Reads the sample with one delimiter. Where the sample ends within the file, its last record is unfinished and does not count.</summary>
    private static SampleReading Try(string text, char delimiter, bool isWhole)
    {
        var records = new List<CsvRecord>();
        CsvFormatException? failure = null;
        try
        {
            records.AddRange(new CsvReader(new StringReader(text), delimiter).ReadAll().Take(SampleRecords + 2));
        }
        catch (CsvFormatException broken)
        {
            failure = broken;
        }

        if (!isWhole && failure is null && records.Count is > 1 and < SampleRecords + 2) records.RemoveAt(records.Count - 1);
        return new SampleReading(records, failure);
    }

    private sealed record SampleReading(List<CsvRecord> Records, CsvFormatException? Failure)
    {
        /// <summary>True when the very first record has too many cells: it is this delimiter, and the file is refused.</summary>
        private bool IsTooWide => Records.Count == 0 && Failure?.Code == CsvFormatException.TooManyColumns;

        public int Columns => IsTooWide ? CsvLimits.Columns + 1 : Records.Count == 0 ? 0 : Records[0].Cells.Length;

        /// <summary>Share of the records with as many cells as the first, in tenths; 0 for a single column.</summary>
        public int Regularity => IsTooWide ? 11 : Columns < 2 ? 0 : 1 + (10 * Records.Count(r => r.Cells.Length == Columns) / Records.Count);
    }
}
