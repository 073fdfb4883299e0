using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Imports;

/// <summary>What one batch of an import wrote, so that it can be undone: one row per batch, not per record.</summary>
public sealed class ImportBatch : IOrganizationOwned
{
    private ImportBatch()
    {
    }

    /// <summary>Notes a batch.</summary>
    public ImportBatch(Guid organizationId, Guid jobId, long lastRow, IReadOnlyList<Guid> createdIds, string before)
    {
        (OrganizationId, JobId, LastRow) = (organizationId, jobId, lastRow);
        (CreatedIds, Before) = (createdIds, before);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The import.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Number of its last row.</summary>
    public long LastRow { get; private set; }

    /// <summary>The records it created.</summary>
    public IReadOnlyList<Guid> CreatedIds { get; private set; } = [];

    /// <summary>The records it changed, a JSON array of <c>{id, image}</c>: how each was before.</summary>
    public string Before { get; private set; } = "[]";
}
