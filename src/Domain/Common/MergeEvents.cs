namespace NexusCrm.Domain.Common;

/// <summary>A record took others of its type in; they are not reported as deleted (rule M8).</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RecordId">The winner.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Losers">The records that it took in.</param>
public sealed record RecordsMerged(Guid OrganizationId, Guid RecordId, RecordType Kind, IReadOnlyList<Guid> Losers) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => $"{Kind.ToString().ToLowerInvariant()}.merged";
}

/// <summary>A merge was undone.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RecordId">The winner.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Losers">The records that are themselves again.</param>
public sealed record RecordsUnmerged(Guid OrganizationId, Guid RecordId, RecordType Kind, IReadOnlyList<Guid> Losers) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => $"{Kind.ToString().ToLowerInvariant()}.unmerged";
}
