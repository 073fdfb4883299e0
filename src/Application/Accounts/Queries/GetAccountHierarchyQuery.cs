using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Reads the whole tree that an account stands in, as far as the actor sees it.</summary>
/// <param name="AccountId">The account.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record GetAccountHierarchyQuery(Guid AccountId) : IQuery<AccountTree>;

/// <summary>A tree of accounts.</summary>
/// <param name="Nodes">The accounts, level by level, each level by name.</param>
/// <param name="Hidden">How many accounts of the tree the actor does not see (rule H4).</param>
public sealed record AccountTree(IReadOnlyList<AccountNode> Nodes, int Hidden);

/// <summary>An account in its tree.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The account above it.</param>
/// <param name="Depth">Its level; 0 is the top.</param>
/// <param name="OwnerId">Its owner.</param>
public sealed record AccountNode(Guid Id, string Name, Guid? ParentId, int Depth, Guid? OwnerId);

internal sealed class GetAccountHierarchyQueryHandler(INexusDbContext db, IActor actor, AccountRecords records, AccountHierarchy hierarchy) : IQueryHandler<GetAccountHierarchyQuery, AccountTree>
{
    public async Task<Result<AccountTree>> Handle(GetAccountHierarchyQuery query, CancellationToken ct)
    {
        var asked = await records.GetAsync(query.AccountId, ct);
        if (!asked.Succeeded) return asked.Error;

        var ancestors = await hierarchy.AncestorsAsync(query.AccountId, ct);
        var level = new List<Guid> { ancestors.Count > 0 ? ancestors[^1] : query.AccountId };
        var (nodes, hidden) = (new List<AccountNode>(), 0);
        for (var depth = 0; level.Count > 0 && depth < Account.DepthMax; depth++)
        {
            var here = await db.Set<Account>().Where(a => level.Contains(a.Id)).Where(RecordVisibility.To<Account>(actor))
                .OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => new AccountNode(a.Id, a.Name, a.ParentId, depth, a.OwnerId)).ToListAsync(ct);
            nodes.AddRange(here);
            hidden += level.Count - here.Count;
            level = await db.Set<Account>().Where(a => a.ParentId != null && level.Contains(a.ParentId.Value)).Select(a => a.Id).ToListAsync(ct);
        }

        return new AccountTree(nodes, hidden);
    }
}
