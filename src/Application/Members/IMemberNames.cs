namespace NexusCrm.Application.Members;

/// <summary>How the members of the current organization are called, former ones included; from a cache, so that a list of records asks no database for its owners.</summary>
public interface IMemberNames
{
    /// <summary>Names by user id. An id that belongs to no member is left out.</summary>
    ValueTask<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct);
}
