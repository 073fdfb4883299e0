using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>Keeps the accounts a forest of at most ten levels (rules H1-H3). The recycle bin counts: what is restored must not close a loop.</summary>
internal sealed class AccountHierarchy(INexusDbContext db, ILocks locks)
{
    private const string Lock = "account-hierarchy";

    private IQueryable<Account> All => db.Set<Account>().IgnoreQueryFilters(["soft-delete"]);

    /// <summary>Puts an account under another, or on top. Needs a transaction: the organization's hierarchy stays locked to its end, so that two moves cannot close a loop together.</summary>
    public async Task<Result<Done>> MoveAsync(Account account, Guid? parentId, ChangeStamp stamp, CancellationToken ct)
    {
        if (parentId == account.ParentId) return Done.Value;

        await locks.NamedAsync(Lock, ct);
        return account.MoveUnder(parentId, await AncestorsAsync(parentId, ct), await LevelsBelowAsync(account.Id, ct), stamp.At, stamp.By);
    }

    /// <summary>Lifts the children of an account that goes to the recycle bin to its parent (rule H3). Needs a transaction.</summary>
    public async Task LiftChildrenAsync(Account account, ChangeStamp stamp, CancellationToken ct)
    {
        await locks.NamedAsync(Lock, ct);
        var above = await AncestorsAsync(account.ParentId, ct);
        foreach (var child in await db.Set<Account>().Where(a => a.ParentId == account.Id).ToListAsync(ct))
            child.MoveUnder(account.ParentId, above, levelsBelow: 0, stamp.At, stamp.By);
    }

    /// <summary>Locks the hierarchy and loads the accounts right below some, for changes. Needs a transaction.</summary>
    public Task<AccountFamily> BelowAsync(IReadOnlyCollection<Guid> parents, CancellationToken ct) => FamilyAsync(db.Set<Account>().Where(a => a.ParentId != null && parents.Contains(a.ParentId.Value)), ct);

    /// <summary>Locks the hierarchy and loads some accounts, for changes. Needs a transaction.</summary>
    public Task<AccountFamily> OfAsync(IReadOnlyCollection<Guid> members, CancellationToken ct) => FamilyAsync(db.Set<Account>().Where(a => members.Contains(a.Id)), ct);

    /// <summary>Locks the hierarchy to the end of the transaction.</summary>
    public Task LockAsync(CancellationToken ct) => locks.NamedAsync(Lock, ct);

    /// <summary>Refuses a tree that an account stands in when it has a loop or more than ten levels (rules H1, H2).</summary>
    public async Task<Result<Done>> CheckAsync(Guid accountId, CancellationToken ct)
    {
        var above = await AncestorsAsync(accountId, ct);
        if (above.Contains(accountId)) return AccountErrors.HierarchyLoop;
        return above.Count + 1 + await LevelsBelowAsync(accountId, ct) > Account.DepthMax ? AccountErrors.HierarchyTooDeep : Done.Value;
    }

    /// <summary>The ancestors of an account, the nearest first.</summary>
    public async Task<IReadOnlyList<Guid>> AncestorsAsync(Guid? accountId, CancellationToken ct)
    {
        var found = new List<Guid>();
        for (var next = accountId; next is { } id && found.Count <= Account.DepthMax;)
        {
            next = await All.Where(a => a.Id == id).Select(a => a.ParentId).SingleOrDefaultAsync(ct);
            if (next is { } parent) found.Add(parent);
        }

        return found;
    }

    private async Task<AccountFamily> FamilyAsync(IQueryable<Account> members, CancellationToken ct)
    {
        await locks.NamedAsync(Lock, ct);
        return new AccountFamily(await members.ToListAsync(ct));
    }

    private async Task<int> LevelsBelowAsync(Guid accountId, CancellationToken ct)
    {
        var (levels, row) = (0, new List<Guid> { accountId });
        while (levels <= Account.DepthMax)
        {
            row = await All.Where(a => a.ParentId != null && row.Contains(a.ParentId.Value)).Select(a => a.Id).ToListAsync(ct);
            if (row.Count == 0) return levels;
            levels++;
        }

        return levels;
    }
}
