using Microsoft.EntityFrameworkCore;

namespace NexusCrm.Application.Common.Persistence;

/// <summary>The organization's data, as one operation sees it: filtered to the current organization and to records that are not deleted.</summary>
public interface INexusDbContext
{
    /// <summary>The records of a type. Features add named properties as extension members (<c>db.Leads</c>) where that reads better.</summary>
    DbSet<T> Set<T>() where T : class;

    /// <summary>Saves all changes with their events in one transaction.</summary>
    Task<int> SaveChangesAsync(CancellationToken ct = default);

    /// <summary>Drops what was loaded, added or changed and not saved: a dry run must leave nothing for a later save.</summary>
    void Forget();

    /// <summary>Begins a transaction, or joins the one that runs.</summary>
    Task<IDbTransaction> BeginAsync(CancellationToken ct);

    /// <summary>Makes the caller's version the one that the save compares (<c>If-Match</c>).</summary>
    /// <param name="record">A tracked record.</param>
    /// <param name="version">The version the caller saw, or null to skip the check.</param>
    void ExpectVersion(object record, int? version);
}
