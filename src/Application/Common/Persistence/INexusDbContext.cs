using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Common;

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

    /// <summary>Does something within a transaction of its own, or within the one that runs, and takes it all back when it is refused or not to be kept. What it loaded and added is forgotten in either case.</summary>
    /// <param name="work">What is done and saved.</param>
    /// <param name="keep">False to find out what would come of it.</param>
    /// <param name="ct">Cancels.</param>
    Task<Result<T>> AsideAsync<T>(Func<Task<Result<T>>> work, bool keep, CancellationToken ct);

    /// <summary>Does something in another organization of the actor, within the transaction that runs.</summary>
    Task<T> InOrganizationAsync<T>(Guid organizationId, Func<Task<T>> work);

    /// <summary>Begins a transaction, or joins the one that runs.</summary>
    Task<IDbTransaction> BeginAsync(CancellationToken ct);

    /// <summary>Makes the caller's version the one that the save compares (<c>If-Match</c>).</summary>
    /// <param name="record">A tracked record.</param>
    /// <param name="version">The version the caller saw, or null to skip the check.</param>
    void ExpectVersion(object record, int? version);
}
