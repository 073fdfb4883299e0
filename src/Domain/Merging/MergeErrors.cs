using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Merging;

/// <summary>The refusals of merges.</summary>
public static class MergeErrors
{
    /// <summary>The winner knows of no such merge.</summary>
    public static readonly Error NotFound = Error.Invalid("mergeId", "not found");

    /// <summary>A merge is undone once.</summary>
    public static readonly Error AlreadyUndone = Error.Conflict("already_undone", "The merge was undone already.");

    /// <summary>The thirty days are over.</summary>
    public static readonly Error TooLate = Error.Conflict("undo_expired", "A merge can be undone within 30 days.");

    /// <summary>A record that was taken in is gone for good.</summary>
    public static readonly Error LoserGone = Error.Conflict("undo_blocked", "A merged record was removed since; the merge cannot be undone any more.");

    /// <summary>The record was merged into another one, which is to be changed instead.</summary>
    public static Error Merged(Guid into) => Error.Conflict("merged", "This record was merged into another one.").With("mergedInto", into);
}
