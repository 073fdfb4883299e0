using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;

namespace NexusCrm.Application.Records;

/// <summary>A record type without its type parameter: what generic pages, endpoints and jobs work with.</summary>
public interface IRecordType
{
    /// <summary>Stable plural key, as in the route: <c>leads</c>.</summary>
    string Key { get; }

    /// <summary>One of them in words: "Lead".</summary>
    string Label { get; }

    /// <summary>The permissions that guard it.</summary>
    RecordPermissions Permissions { get; }

    /// <summary>The order of a list that names none.</summary>
    Sort DefaultSort { get; }

    /// <summary>The fields in order of declaration.</summary>
    IReadOnlyList<RecordField> Fields { get; }

    /// <summary>The field with this key, or null.</summary>
    RecordField? FieldOf(string key);

    /// <summary>The clauses of a filter that do not hold for this type (a field that is gone, a value that does not parse), in order; empty when it can be applied.</summary>
    IReadOnlyList<InvalidClause> InvalidClausesOf(Filter filter);
}

/// <summary>The permissions that guard a record type.</summary>
/// <param name="Read">See them.</param>
/// <param name="Write">Create and change them.</param>
/// <param name="Delete">Delete, restore and see deleted ones.</param>
/// <param name="Import">Import them.</param>
/// <param name="Export">Export them.</param>
public sealed record RecordPermissions(string Read, string Write, string Delete, string Import, string Export)
{
    /// <summary>The permissions of a feature: <c>leads.read</c>, <c>leads.write</c> ...</summary>
    public static RecordPermissions Of(string feature) => new($"{feature}.read", $"{feature}.write", $"{feature}.delete", $"{feature}.import", $"{feature}.export");

    /// <summary>The permission to see records of a type named by a caller, or null when there is none of that name.</summary>
    internal static string? ReadOf(string recordType) => Of(recordType).Read is var read && Common.Access.Permissions.All.Contains(read) ? read : null;
}
