using System.Security.Cryptography;
using System.Text;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>Which column goes into which field: at most one column per field (rule C2).</summary>
public sealed class ColumnMapping
{
    private readonly Dictionary<string, int> _columns;

    private ColumnMapping(IReadOnlyList<string> headers, Dictionary<string, int> columns) => (Headers, _columns) = (headers, columns);

    /// <summary>The file's headers.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The fields that have a column.</summary>
    public IReadOnlyCollection<string> Fields => _columns.Keys;

    /// <summary>The column of a field, or null.</summary>
    public int? ColumnOf(string field) => _columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>The header of a field's column, or null.</summary>
    public string? HeaderOf(string field) => ColumnOf(field) is { } column ? Headers[column] : null;

    /// <summary>True for fields that a column may go into: those that an import sets, and the id, by which records are found again.</summary>
    internal static bool IsTaken(RecordField field) => field.IsImportable || field.Key == "id";

    /// <summary>Fingerprint of a set of headers, whatever their order and case: SHA-256 in hexadecimal.</summary>
    public static string Fingerprint(IEnumerable<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(h => h.ToLowerInvariant()).Order(StringComparer.Ordinal)))));

    /// <summary>Checks a mapping against the file and the record type. Everything wrong is named by header.</summary>
    public static Result<ColumnMapping> Of(IRecordType type, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string?> mapping)
    {
        var wrong = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (header, field) in mapping)
        {
            var column = IndexOf(headers, header);
            if (Problem(type, column, field, columns) is { } problem) wrong[$"mapping.{header}"] = [problem];
            else if (field is not null) columns[field] = column;
        }

        if (wrong.Count > 0) return Error.Invalid(wrong);
        return columns.Count == 0 ? ImportErrors.NothingMapped : new ColumnMapping(headers, columns);
    }

    private static string? Problem(IRecordType type, int column, string? field, Dictionary<string, int> taken)
    {
        if (column < 0) return "The file has no such column.";
        if (field is null) return null;
        if (type.FieldOf(field) is not { } known || !IsTaken(known)) return $"'{field}' is not a field that can be imported.";
        return taken.ContainsKey(field) ? $"Another column is mapped to '{field}' already." : null;
    }

    private static int IndexOf(IReadOnlyList<string> headers, string header)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i], header.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }
}
