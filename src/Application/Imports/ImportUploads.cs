using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;

namespace NexusCrm.Application.Imports;

/// <summary>Opens uploaded files of the actor and knows how their columns were mapped the last time.</summary>
public sealed class ImportUploads(INexusDbContext db, IFileStore files, IActor actor)
{
    /// <summary>Opens an upload of the actor; another member's is not found.</summary>
    public async Task<Result<OpenedUpload>> OpenAsync(Guid uploadId, IRecordType type, FileReading? reading, CancellationToken ct)
    {
        var isThere = await db.Set<Upload>().AnyAsync(u => u.Id == uploadId && u.CreatedBy == actor.UserId, ct);
        if (!isThere) return ImportErrors.UploadNotFound;

        var stream = files.Open(actor.OrganizationId, uploadId);
        var suggestion = new MappingSuggestion(type);
        var file = ImportFile.Open(stream, suggestion.Knows, reading);
        if (file.Succeeded) return new OpenedUpload(stream, file.Value, await RememberedAsync(type, file.Value, ct) ?? suggestion.For(file.Value));

        await stream.DisposeAsync();
        return file.Error;
    }

    /// <summary>Remembers a mapping for these headers, in the caller's save and under its lock.</summary>
    public async Task RememberAsync(IRecordType type, ImportFile file, IReadOnlyDictionary<string, string?> mapping, DateTimeOffset at, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(mapping);
        if (await FindAsync(type, file, ct) is { } known) known.Use(text, at);
        else db.Set<ImportMapping>().Add(new ImportMapping(actor.OrganizationId, type.Key, ColumnMapping.Fingerprint(file.Headers), text, at));
    }

    private async Task<IReadOnlyDictionary<string, string?>?> RememberedAsync(IRecordType type, ImportFile file, CancellationToken ct)
    {
        if (await FindAsync(type, file, ct) is not { } known) return null;
        var mapping = JsonSerializer.Deserialize<Dictionary<string, string?>>(known.Mapping)!;
        var complete = file.Headers.ToDictionary(h => h, h => mapping.FirstOrDefault(m => string.Equals(m.Key, h, StringComparison.OrdinalIgnoreCase)).Value, StringComparer.Ordinal);
        // A field may have gone since.
        return ColumnMapping.Of(type, file.Headers, complete).Succeeded ? complete : null;
    }

    private Task<ImportMapping?> FindAsync(IRecordType type, ImportFile file, CancellationToken ct)
    {
        var fingerprint = ColumnMapping.Fingerprint(file.Headers);
        return db.Set<ImportMapping>().SingleOrDefaultAsync(m => m.RecordType == type.Key && m.HeadersHash == fingerprint, ct);
    }
}

/// <summary>An uploaded file that can be read.</summary>
/// <param name="Stream">Its bytes, to be closed.</param>
/// <param name="File">What is in it.</param>
/// <param name="Mapping">Every header with the field it was last imported into, or that is suggested.</param>
public sealed record OpenedUpload(Stream Stream, ImportFile File, IReadOnlyDictionary<string, string?> Mapping) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
