using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Merging;

namespace NexusCrm.Application.Merging;

/// <summary>Answers for records that were merged into others (rule M5).</summary>
internal static class Tombstones
{
    /// <summary>The record that one was merged into, or null.</summary>
    public static Task<Guid?> WinnerOfAsync<T>(this INexusDbContext db, IActor actor, Guid id, CancellationToken ct) where T : CrmRecord =>
        db.Set<T>().IgnoreQueryFilters(["soft-delete"]).Where(RecordVisibility.To<T>(actor)).Where(r => r.Id == id).Select(r => r.MergedIntoId).SingleOrDefaultAsync(ct);

    /// <summary>Why a record cannot be changed that is not among the living: it was merged, or is not found.</summary>
    public static async Task<Error> MissingAsync<T>(this INexusDbContext db, IActor actor, Guid id, Error notFound, CancellationToken ct) where T : CrmRecord =>
        await db.WinnerOfAsync<T>(actor, id, ct) is { } winner ? MergeErrors.Merged(winner) : notFound;
}
