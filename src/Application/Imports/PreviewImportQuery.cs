using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Imports;

/// <summary>How an uploaded file looks: its form, its first rows, what goes where, and what is wrong with it.</summary>
/// <param name="RecordType">The record type it is for.</param>
/// <param name="UploadId">The file.</param>
/// <param name="Reading">How to read it; null finds out.</param>
[RequiresPermissionOfMessage]
public sealed record PreviewImportQuery(string RecordType, Guid UploadId, FileReading? Reading = null) : IQuery<ImportPreview>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => $"{RecordType}.import";
}

/// <summary>A file before its import.</summary>
/// <param name="UploadId">The file.</param>
/// <param name="Encoding">How its text is encoded.</param>
/// <param name="Delimiter">Between cells.</param>
/// <param name="HasHeader">True when the first record names the columns.</param>
/// <param name="Headers">The columns.</param>
/// <param name="Sample">The first rows, at most 20.</param>
/// <param name="SuggestedMapping">Every header with its field, or null.</param>
/// <param name="Problems">What is wrong with the file as a whole, for a person; empty when it can be imported.</param>
/// <param name="MatchKeys">Keys of the fields that can find existing records; the first is the default.</param>
public sealed record ImportPreview(
    Guid UploadId, string Encoding, char Delimiter, bool HasHeader, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Sample,
    IReadOnlyDictionary<string, string?> SuggestedMapping, IReadOnlyList<string> Problems, IReadOnlyList<string> MatchKeys);

internal sealed class PreviewImportQueryHandler(ImportUploads uploads, ImportTargets targets, ImportLimits limits) : IQueryHandler<PreviewImportQuery, ImportPreview>
{
    /// <summary>Longest cell of the sample: it is for looking at.</summary>
    private const int SampleCellLength = 500;

    public async Task<Result<ImportPreview>> Handle(PreviewImportQuery query, CancellationToken cancellationToken)
    {
        if (targets.Find(query.RecordType) is not { } target) return Error.NotFound("The record type");
        var opened = await uploads.OpenAsync(query.UploadId, target.Type, query.Reading, cancellationToken);
        if (!opened.Succeeded) return opened.Error;

        await using var upload = opened.Value;
        var file = upload.File;
        return new ImportPreview(
            query.UploadId, file.EncodingName, file.Delimiter, file.HasHeader, file.Headers, [.. file.Sample.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(Shown)])],
            upload.Mapping, [.. Problems(upload, cancellationToken)], target.MatchKeys);
    }

    private IEnumerable<string> Problems(OpenedUpload upload, CancellationToken ct)
    {
        if (upload.File.Count(limits.MaxRows, ct) is { Succeeded: false, Error: { } error }) yield return error.Message;
        if (!upload.File.HasHeader) yield return "The first line does not name the columns; they are numbered instead.";
        if (upload.Mapping.Values.All(field => field is null)) yield return "No column could be matched to a field; choose at least one.";
        foreach (var record in upload.File.Sample.Where(r => r.Cells.Length > upload.File.Headers.Count))
            yield return $"Line {record.Line} has {record.Cells.Length} cells, but there are {upload.File.Headers.Count} columns.";
        foreach (var record in upload.File.Sample.Where(r => r.Cells.Any(c => c.Contains('\0', StringComparison.Ordinal))))
            yield return $"Line {record.Line} holds a character that cannot be stored (NUL).";
    }

    private static string Shown(string cell) => cell.Length <= SampleCellLength ? cell : cell[..SampleCellLength] + "…";
}
