using System.Collections.Frozen;

namespace NexusCrm.Application.Records;

/// <summary>All record types of the product, by key.</summary>
public sealed class RecordTypes(IEnumerable<IRecordType> types)
{
    /// <summary>Leads.</summary>
    public const string Leads = "leads";

    /// <summary>Accounts.</summary>
    public const string Accounts = "accounts";

    /// <summary>Contacts.</summary>
    public const string Contacts = "contacts";

    /// <summary>Deals.</summary>
    public const string Deals = "deals";

    /// <summary>Activities.</summary>
    public const string Activities = "activities";

    /// <summary>Territories.</summary>
    public const string Territories = "territories";

    /// <summary>Members of the organization: the target of owner references, no record type themselves. <c>@me</c> is one of them.</summary>
    public const string Members = "members";

    /// <summary>Pipelines of deals: the target of references, no record type themselves.</summary>
    public const string Pipelines = "pipelines";

    /// <summary>Stages of pipelines: the target of references, no record type themselves.</summary>
    public const string Stages = "stages";

    private readonly FrozenDictionary<string, IRecordType> _byKey = types.ToFrozenDictionary(t => t.Key, StringComparer.Ordinal);

    /// <summary>All of them, by key.</summary>
    public IReadOnlyList<IRecordType> All => [.. _byKey.Values.OrderBy(t => t.Key, StringComparer.Ordinal)];

    /// <summary>The record type with this key, or null.</summary>
    public IRecordType? Find(string key) => _byKey.GetValueOrDefault(key);
}
