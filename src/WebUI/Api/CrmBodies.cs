using System.Text.Json.Serialization;
using NexusCrm.Application.Common.Crm;

namespace NexusCrm.WebUI.Api;

/// <summary>What every account, contact, deal and activity has on the wire besides its own properties; they come first.</summary>
internal abstract record CrmBody
{
    private const int DaysInRecycleBin = 30;

    /// <summary>Properties of all of them that no request may set.</summary>
    public static readonly string[] ReadOnly = ["id", "ownerName", "territoryId", "createdAt", "createdBy", "updatedAt", "updatedBy", "version", "deletedAt", "deletedBy", "purgeAt", "mergeId"];

    protected CrmBody(CrmRow row)
    {
        (Id, OwnerId, OwnerName, TerritoryId) = (row.Id, row.OwnerId, row.OwnerName, row.TerritoryId);
        (Tags, CustomFields) = (row.Tags, new JsonText(row.CustomFields));
        (CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, Version) = (row.CreatedAt, row.CreatedBy, row.UpdatedAt, row.UpdatedBy, row.Version);
        (DeletedAt, DeletedBy, PurgeAt) = (row.DeletedAt, row.DeletedBy, row.DeletedAt?.AddDays(DaysInRecycleBin));
    }

    [JsonPropertyOrder(-1)]
    public Guid Id { get; }

    [JsonPropertyOrder(1)]
    public Guid? OwnerId { get; }

    [JsonPropertyOrder(1)]
    public string? OwnerName { get; }

    [JsonPropertyOrder(1)]
    public Guid? TerritoryId { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Tags { get; }

    [JsonPropertyOrder(1)]
    public JsonText CustomFields { get; }

    [JsonPropertyOrder(1)]
    public DateTimeOffset CreatedAt { get; }

    [JsonPropertyOrder(1)]
    public Guid? CreatedBy { get; }

    [JsonPropertyOrder(1)]
    public DateTimeOffset UpdatedAt { get; }

    [JsonPropertyOrder(1)]
    public Guid? UpdatedBy { get; }

    [JsonPropertyOrder(1)]
    public int Version { get; }

    /// <summary>What undoes the merge; only in the answer to it.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? MergeId { get; init; }

    /// <summary>When it went to the recycle bin; only there.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeletedAt { get; }

    /// <summary>Who moved it there.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? DeletedBy { get; }

    /// <summary>When it is removed for good.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PurgeAt { get; }

    /// <summary>The entity tag of a record.</summary>
    public static string ETagOf(CrmRow row) => ETags.Of(row.Version, row.DerivedStamp);
}
