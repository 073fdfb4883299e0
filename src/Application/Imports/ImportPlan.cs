using NexusCrm.Application.Records.Import;

namespace NexusCrm.Application.Imports;

/// <summary>What an import job is asked: a checked set of options for one uploaded file.</summary>
/// <param name="UploadId">The file.</param>
/// <param name="Mapping">Header to field key, mapped columns only.</param>
/// <param name="Duplicates">What happens to duplicates.</param>
/// <param name="MatchOn">Keys of the fields that find them.</param>
/// <param name="Defaults">Field key to text for new records.</param>
/// <param name="Formats">How values are written.</param>
/// <param name="TimeZone">IANA zone of local times in the file.</param>
/// <param name="Reading">How the file is read; null finds out.</param>
public sealed record ImportPlan(
    Guid UploadId,
    IReadOnlyDictionary<string, string?> Mapping,
    DuplicatePolicy Duplicates,
    IReadOnlyList<string> MatchOn,
    IReadOnlyDictionary<string, string> Defaults,
    ImportFormats Formats,
    string TimeZone,
    FileReading? Reading = null);

/// <summary>The outcome of an import so far.</summary>
public sealed record ImportCounts(long Created, long Updated, long Skipped, long Failed)
{
    /// <summary>Nothing yet.</summary>
    public static ImportCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>With another batch.</summary>
    public ImportCounts Plus(ImportCounts more) => new(Created + more.Created, Updated + more.Updated, Skipped + more.Skipped, Failed + more.Failed);
}

/// <summary>Where an import goes on from.</summary>
/// <param name="LastRow">The last row that is done.</param>
public sealed record ImportCheckpoint(long LastRow = 0);

/// <summary>How much a file may hold and how much is worked on at once; from the configuration section <c>Imports</c>.</summary>
public sealed record ImportLimits
{
    /// <summary>Longest file, in bytes.</summary>
    public long MaxBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Most rows.</summary>
    public long MaxRows { get; init; } = 2_000_000;

    /// <summary>Rows of one transaction.</summary>
    public int BatchSize { get; init; } = 5_000;
}
