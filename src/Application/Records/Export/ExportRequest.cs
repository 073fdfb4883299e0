using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Export;

/// <summary>The kinds of file; on the wire <c>csv</c>, <c>xlsx</c>, <c>jsonl</c>.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated, RFC 4180, UTF-8 with byte order mark so that spreadsheets read it right.</summary>
    Csv,
    /// <summary>A spreadsheet with typed cells.</summary>
    Xlsx,
    /// <summary>One JSON object per line, shaped like the API's records.</summary>
    Jsonl,
}

/// <summary>What a caller asks of an export: the same records in the same order as the list, as a file.</summary>
/// <param name="List">Which records, in which order; its page is ignored.</param>
/// <param name="Format">The kind of file.</param>
/// <param name="Columns">Keys of the fields, in order; null for all.</param>
public sealed record ExportRequest(ListRequest List, ExportFormat Format, IReadOnlyList<string>? Columns = null)
{
    private const string FormatParameter = "format";
    private const string ColumnsParameter = "columns";

    /// <summary>Reads query parameters: <c>format</c> (default csv), <c>columns</c> (keys, separated by commas), and those of the list.</summary>
    public static Result<ExportRequest> Parse(IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var format = parameters.LastOrDefault(p => p.Key == FormatParameter).Value ?? WireNames<ExportFormat>.Of(ExportFormat.Csv);
        if (!WireNames<ExportFormat>.TryParse(format, out var kind)) return Error.Invalid(FormatParameter, $"Give one of {string.Join(", ", WireNames<ExportFormat>.All)}.");

        var list = ListRequest.Parse(parameters.Where(p => p.Key is not (FormatParameter or ColumnsParameter)));
        if (!list.Succeeded) return list.Error;

        var columns = parameters.LastOrDefault(p => p.Key == ColumnsParameter).Value;
        return new ExportRequest(list.Value, kind, columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}

/// <summary>Where an export goes: the body of a response, a file. Opened only when nothing can be refused any more.</summary>
public interface IExportTarget
{
    /// <summary>Begins the file.</summary>
    /// <param name="contentType">Its media type.</param>
    /// <param name="fileName">A name for it, e.g. <c>leads-2026-11-21.csv</c>.</param>
    /// <returns>The stream to write; the caller of the export closes it.</returns>
    Stream Begin(string contentType, string fileName);
}

/// <summary>What was exported.</summary>
/// <param name="Rows">Number of records.</param>
public sealed record ExportedFile(long Rows);
