namespace NexusCrm.Application.Common.Crm;

/// <summary>What lists, pages and the API show of every CRM record.</summary>
public abstract record CrmRow
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The member who works it, a user id.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>How the owner is called; added after reading.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The territory.</summary>
    public required Guid? TerritoryId { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public required string CustomFields { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who created it; null for jobs.</summary>
    public required Guid? CreatedBy { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who last changed it.</summary>
    public required Guid? UpdatedBy { get; init; }

    /// <summary>What <c>If-Match</c> compares.</summary>
    public required int Version { get; init; }

    /// <summary>Moves with derived values; second part of the ETag.</summary>
    public required int DerivedStamp { get; init; }

    /// <summary>When it went to the recycle bin, or null.</summary>
    public required DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who moved it there.</summary>
    public required Guid? DeletedBy { get; init; }
}
