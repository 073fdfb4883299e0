using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Imports;

/// <summary>A file that a member uploaded, on its way to be imported. The bytes lie in the file store under the same id.</summary>
public sealed class Upload : IOrganizationOwned
{
    /// <summary>Longest file name; a longer one is cut.</summary>
    public const int FileNameMaxLength = 255;

    /// <summary>How long a file is kept: as long as its import can be undone, with its failure file.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private Upload()
    {
    }

    /// <summary>Notes a stored file.</summary>
    public Upload(Guid organizationId, Guid id, string fileName, long size, DateTimeOffset at, Guid? by)
    {
        (OrganizationId, Id, Size, CreatedAt, CreatedBy) = (organizationId, id, size, at, by);
        FileName = fileName.Length > FileNameMaxLength ? fileName[^FileNameMaxLength..] : fileName;
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7; the key in the file store as well.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name it had; shown, never used as a path.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Length in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who; nobody else may import it.</summary>
    public Guid? CreatedBy { get; private set; }
}
