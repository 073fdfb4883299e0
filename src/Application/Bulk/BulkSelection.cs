using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Bulk;

/// <summary>Which records a bulk action means: those named, or all that a filter means but for some (rule X1).</summary>
/// <param name="Ids">The records, or null.</param>
/// <param name="Filter">The filter, or null.</param>
/// <param name="Exclude">Records that the filter means and the caller does not.</param>
/// <param name="ExpectedCount">How many records the caller saw; a selection that has grown since is refused.</param>
/// <param name="Query">Words of the quick search that narrow the filter, or null.</param>
public sealed record BulkSelection(IReadOnlyList<Guid>? Ids, Filter? Filter, IReadOnlyList<Guid> Exclude, int? ExpectedCount, string? Query = null)
{
    /// <summary>Most records that can be named one by one.</summary>
    public const int IdsMax = 10_000;

    /// <summary>Most records that a filter may mean.</summary>
    public const int FilterMax = 500_000;

    /// <summary>What is wrong with it, or null.</summary>
    public Error? Problem()
    {
        if (Ids is null == Filter is null) return Error.Invalid("ids", "Give either ids or a filter.");
        if (Ids is not null && Exclude.Count > 0) return Error.Invalid("exclude", "Only a filter can exclude records.");
        if (Ids?.Count is 0 or > IdsMax) return Error.Invalid("ids", $"Give 1 to {IdsMax} ids.");
        if (Exclude.Count > IdsMax) return Error.Invalid("exclude", $"At most {IdsMax} ids.");
        return Filter is not null && ExpectedCount is null ? Error.Invalid("expectedCount", "Say how many records you expect.") : null;
    }

    /// <summary>Somebody added records to the selection after the caller saw it.</summary>
    public static Error Changed(int count) => Error.Conflict("selection_changed", $"The selection has grown to {count} records.").With("count", count);
}
