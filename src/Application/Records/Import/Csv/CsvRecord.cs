namespace NexusCrm.Application.Records.Import.Csv;

/// <summary>One record of a delimited file.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Cells">Its cells as read, quotes resolved; a cell beyond the limit is cut there.</param>
/// <param name="OverlongCell">Index of the first cell that was cut, or null.</param>
public sealed record CsvRecord(long Line, string[] Cells, int? OverlongCell = null);

/// <summary>How much of a delimited file is taken: what keeps the memory of a hostile one bounded.</summary>
public static class CsvLimits
{
    /// <summary>Most cells of one record.</summary>
    public const int Columns = 500;

    /// <summary>Longest cell, in UTF-16 units. More than any field of a record holds.</summary>
    public const int CellLength = 100_000;

    /// <summary>Longest record, in UTF-16 units.</summary>
    public const int RecordLength = 1_000_000;
}

/// <summary>The text cannot be read as records from some line on: an unclosed quote, or too many columns.</summary>
public sealed class CsvFormatException(string code, string message, long line) : Exception(message)
{
    /// <summary>A quoted cell that goes on to the end.</summary>
    public const string UnclosedQuote = "unclosed_quote";

    /// <summary>More cells than <see cref="CsvLimits.Columns"/>.</summary>
    public const string TooManyColumns = "too_many_columns";

    /// <summary>Stable code: <see cref="UnclosedQuote"/> or <see cref="TooManyColumns"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The line, from 1.</summary>
    public long Line { get; } = line;
}
