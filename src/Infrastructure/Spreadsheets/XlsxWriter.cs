using NexusCrm.Application.Records.Export;

namespace NexusCrm.Infrastructure.Spreadsheets;

/// <summary>Writes XLSX as a stream. The Open XML SDK keeps the whole package in memory until it is closed, so the few parts of a workbook are written here.</summary>
internal sealed class XlsxWriter : ISpreadsheetWriter
{
    public ISpreadsheet Begin(Stream stream, string sheetName, IReadOnlyList<ExportColumn> columns) => new XlsxWorkbook(stream, sheetName, columns);
}
