using NexusCrm.Application.Common.Files;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Files;

/// <summary>Where uploaded files lie. Several nodes need a folder that all of them see.</summary>
/// <param name="Folder">The folder; created when missing.</param>
public sealed record LocalFileStoreOptions(string Folder);

/// <summary>Files in a local or shared folder, one sub-folder per organization. A file is complete or not there: it is written under another name and renamed.</summary>
internal sealed class LocalFileStore(LocalFileStoreOptions options) : IFileStore
{
    private const int BufferSize = 128 * 1024;

    public async Task<Result<long>> SaveAsync(Guid organizationId, Guid id, Stream content, long maxBytes, CancellationToken ct)
    {
        var path = PathOf(organizationId, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        try
        {
            var length = await CopyAsync(content, part, maxBytes, ct);
            if (length > maxBytes) return FileErrors.TooLarge(maxBytes);
            File.Move(part, path);
            return length;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public Stream Open(Guid organizationId, Guid id) =>
        new FileStream(PathOf(organizationId, id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan);

    public void Delete(Guid organizationId, Guid id)
    {
        var path = PathOf(organizationId, id);
        if (Directory.Exists(Path.GetDirectoryName(path))) File.Delete(path);
    }

    private static async Task<long> CopyAsync(Stream content, string path, long maxBytes, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[BufferSize];
        long length = 0;
        for (var read = await content.ReadAsync(buffer, ct); read > 0; read = await content.ReadAsync(buffer, ct))
        {
            length += read;
            if (length > maxBytes) return length;
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return length;
    }

    private string PathOf(Guid organizationId, Guid id) => Path.Combine(options.Folder, organizationId.ToString("N"), id.ToString("N"));
}
