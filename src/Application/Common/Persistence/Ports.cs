using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Persistence;

/// <summary>A transaction of the operation's database context. Inside another one it joins it and its commit does nothing.</summary>
public interface IDbTransaction : IAsyncDisposable
{
    /// <summary>Commits, if this is the outermost one.</summary>
    Task CommitAsync(CancellationToken ct);
}

/// <summary>Row and advisory locks, held to the end of the transaction.</summary>
public interface ILocks
{
    /// <summary>Locks the row of a record of the current organization against change by others; does nothing when there is none.</summary>
    Task ForUpdateAsync<T>(Guid id, CancellationToken ct) where T : class, IOrganizationOwned;

    /// <summary>Locks rows in id order, so that two callers with the same rows cannot deadlock.</summary>
    Task ForUpdateAsync<T>(IReadOnlyCollection<Guid> ids, CancellationToken ct) where T : class, IOrganizationOwned;

    /// <summary>Takes a named lock within the organization, waiting for it.</summary>
    Task NamedAsync(string name, CancellationToken ct);

    /// <summary>Takes a named lock within the organization if it is free; false when somebody holds it.</summary>
    Task<bool> TryNamedAsync(string name, CancellationToken ct);
}

/// <summary>Reads what a failed save means.</summary>
public interface IConflicts
{
    /// <summary>True for a serialization failure or deadlock: the same request may succeed when sent again.</summary>
    bool IsWorthRetrying(Exception failure);

    /// <summary>The refusal behind a failed save, or null when it is a bug.</summary>
    Task<Error?> ExplainAsync(Exception failure, CancellationToken ct);
}
