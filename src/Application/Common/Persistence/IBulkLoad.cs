using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Persistence;

/// <summary>Stores many new records at once, an order of magnitude quicker than a save, in the transaction that runs. Rules, events and versions are the caller's: records go in as they are.</summary>
public interface IBulkLoad
{
    /// <summary>Inserts records of the current organization. They must not be tracked.</summary>
    Task InsertAsync<T>(IReadOnlyCollection<T> records, CancellationToken ct) where T : class, IOrganizationOwned;
}
