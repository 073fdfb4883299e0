using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Bulk;

namespace NexusCrm.Application.Bulk;

/// <summary>The names of bulk actions; record types add their own.</summary>
public static class BulkActions
{
    /// <summary>Gives records to an owner.</summary>
    public const string Assign = "assign";

    /// <summary>Adds and removes tags.</summary>
    public const string Tag = "tag";

    /// <summary>Sets fields.</summary>
    public const string Update = "update";

    /// <summary>Moves records to the recycle bin.</summary>
    public const string Delete = "delete";

    /// <summary>Takes records out of the recycle bin.</summary>
    public const string Restore = "restore";

    /// <summary>Converts leads, each as matching decides.</summary>
    public const string Convert = "convert";

    /// <summary>Makes the records one.</summary>
    public const string Merge = "merge";

    /// <summary>The permission that an action needs on a record type.</summary>
    public static string PermissionOf(string recordType, string action) => action switch
    {
        Assign when recordType == Records.RecordTypes.Leads => Permissions.Leads.Assign,
        Convert when recordType == Records.RecordTypes.Leads => Permissions.Leads.Convert,
        Merge => Permissions.Records.Merge,
        Delete or Restore => $"{recordType}.delete",
        _ => $"{recordType}.write",
    };
}

/// <summary>What is to happen to each record of a selection.</summary>
/// <param name="Action">The action.</param>
/// <param name="Params">Its parameters, a JSON object.</param>
public sealed record BulkOrder(string Action, JsonElement Params)
{
    /// <summary>A parameter that is a list of texts; empty when left out.</summary>
    internal IReadOnlyList<string> Texts(string name) =>
        Property(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String).Select(e => e.GetString()!)] : [];

    /// <summary>A parameter that is a text, or null.</summary>
    internal string? Text(string name) => Property(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>True when the parameter is given, null included.</summary>
    internal bool Has(string name) => Property(name) is not null;

    internal JsonElement? Property(string name) => Params.ValueKind is JsonValueKind.Object && Params.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>What became of one record.</summary>
public sealed record BulkRowResult(Guid Id, BulkOutcome Outcome, string? Code, string? Message);
