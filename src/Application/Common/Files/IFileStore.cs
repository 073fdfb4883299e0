using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Files;

/// <summary>Keeps the bytes of uploaded files, apart per organization. Keys are ids made here: nothing of a file's name reaches a path.</summary>
public interface IFileStore
{
    /// <summary>Stores a stream as it comes, without holding it in memory; returns its length in bytes. Refused, and nothing kept, once it is longer than allowed.</summary>
    Task<Result<long>> SaveAsync(Guid organizationId, Guid id, Stream content, long maxBytes, CancellationToken ct);

    /// <summary>Opens a stored file for reading and seeking.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    Stream Open(Guid organizationId, Guid id);

    /// <summary>Deletes a file; does nothing when there is none.</summary>
    void Delete(Guid organizationId, Guid id);
}
