using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>The course of every change to one lead: find it among those the actor sees, compare the version the caller saw, ask the aggregate, save, answer.</summary>
internal sealed class LeadChanges(INexusDbContext db, IActor actor, LeadRecords records, TimeProvider clock)
{
    /// <summary>Changes a lead and answers how it is now.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="version">The version the caller saw (<c>If-Match</c>), or null for any.</param>
    /// <param name="change">Asks the aggregate.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<LeadRecord>> MakeAsync(Guid id, int? version, Func<Lead, ChangeStamp, Result<Done>> change, CancellationToken ct)
    {
        var found = await FindAsync(id, version, ct);
        if (!found.Succeeded) return found.Error;

        var changed = change(found.Value, Stamp());
        return changed.Succeeded ? await SaveAsync(found.Value, ct) : changed.Error;
    }

    /// <summary>A lead the actor sees, tracked; refused when the caller's version is not the current one.</summary>
    public async Task<Result<Lead>> FindAsync(Guid id, int? version, CancellationToken ct)
    {
        var lead = await db.Leads.Where(LeadVisibility.To(actor)).SingleOrDefaultAsync(l => l.Id == id, ct);
        if (lead is null) return await db.MissingAsync<Lead>(actor, id, LeadErrors.NotFound, ct);
        return version is { } seen && seen != lead.Version ? Error.Stale(lead.Version) : lead;
    }

    /// <summary>Saves and answers how the lead is now.</summary>
    public async Task<Result<LeadRecord>> SaveAsync(Lead lead, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return await records.OfAsync(lead, ct);
    }

    /// <summary>The actor, now.</summary>
    public ChangeStamp Stamp() => new(clock.GetUtcNow(), actor.UserId);
}
