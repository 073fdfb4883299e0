namespace NexusCrm.Application.Records.Export;

/// <summary>Makes spreadsheets (XLSX) row by row, with typed cells.</summary>
public interface ISpreadsheetWriter
{
    /// <summary>Begins a spreadsheet, its first row the headers.</summary>
    /// <param name="stream">Where it is written, asynchronously only; need not be seekable; left open.</param>
    /// <param name="sheetName">Name of the sheet, at most 25 characters; more rows than a sheet holds go on in "name 2".</param>
    /// <param name="columns">The columns.</param>
    ISpreadsheet Begin(Stream stream, string sheetName, IReadOnlyList<ExportColumn> columns);
}

/// <summary>A spreadsheet being written. Disposed before it is completed, it is no readable file.</summary>
public interface ISpreadsheet : IAsyncDisposable
{
    /// <summary>Writes one row: text, numbers, true or false, dates, moments (shown as UTC), ids, or nothing.</summary>
    ValueTask WriteAsync(IReadOnlyList<object?> cells, CancellationToken ct);

    /// <summary>Writes what ends the file.</summary>
    ValueTask CompleteAsync(CancellationToken ct);
}
