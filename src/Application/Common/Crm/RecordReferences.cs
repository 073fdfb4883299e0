using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Crm;

/// <summary>Looks whether the records that somebody refers to are there and visible to them; otherwise the field is told "not found", the same for another organization's and for no id.</summary>
internal sealed class RecordReferences(INexusDbContext db, IActor actor)
{
    /// <summary>The refusal for a record that is not found, or null.</summary>
    public async Task<Error?> MissingAsync<T>(string field, Guid? id, CancellationToken ct) where T : CrmRecord
    {
        if (id is not { } wanted) return null;
        return await db.Set<T>().Where(RecordVisibility.To<T>(actor)).AnyAsync(r => r.Id == wanted, ct) ? null : Error.Invalid(field, "not found");
    }

    /// <summary>The refusal for the first of several records that is not found, or null.</summary>
    /// <param name="field">JSON path of one of them by its place.</param>
    /// <param name="ids">The records.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Error?> MissingAsync<T>(Func<int, string> field, IReadOnlyList<Guid> ids, CancellationToken ct) where T : CrmRecord
    {
        if (ids.Count == 0) return null;
        var found = await db.Set<T>().Where(RecordVisibility.To<T>(actor)).Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(ct);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!found.Contains(ids[i])) return Error.Invalid(field(i), "not found");
        }

        return null;
    }

    /// <summary>The refusal for an owner who is no active member, or null.</summary>
    public async Task<Error?> MissingOwnerAsync(Guid? ownerId, CancellationToken ct) =>
        ownerId is { } owner && !await db.IsActiveMemberAsync(owner, ct) ? Error.Invalid("ownerId", "not found") : null;
}
