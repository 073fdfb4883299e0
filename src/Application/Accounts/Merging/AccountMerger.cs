using System.Text.Json.Nodes;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Merging;

/// <summary>Merges accounts. A winner below a loser takes the loser's place in the hierarchy (rule H5).</summary>
internal sealed class AccountMerger(MergeScope scope, AccountHierarchy hierarchy) : RecordMerger<Account>(scope)
{
    private const string Owner = "ownerId";
    private const string Territory = "territoryId";
    private const string Parent = "parentId";

    protected override RecordType Kind => RecordType.Account;

    protected override string Feature => RecordTypes.Accounts;

    protected override Error NotFound => AccountErrors.NotFound;

    protected override JsonObject Facts(Account account)
    {
        var facts = Json(account.Details());
        (facts[Owner], facts[Territory], facts[Parent]) = (account.OwnerId, account.TerritoryId, account.ParentId);
        return facts;
    }

    protected override Task LockAsync(CancellationToken ct) => hierarchy.LockAsync(ct);

    protected override async Task SettleAsync(Account winner, IReadOnlyList<Account> losers, JsonObject merged, CancellationToken ct)
    {
        var ancestors = await hierarchy.AncestorsAsync(winner.Id, ct);
        var place = ancestors.Select((id, i) => (id, i)).LastOrDefault(a => losers.Any(l => l.Id == a.id), (id: Guid.Empty, i: -1)).i;
        merged[Parent] = place < 0 ? winner.ParentId : ancestors.Skip(place + 1).Select(id => (Guid?)id).FirstOrDefault();
    }

    protected override Result<Done> Change(Account account, JsonObject facts, ChangeStamp stamp)
    {
        var changed = account.Change(Read<AccountDetails>(facts), stamp.At, stamp.By);
        if (!changed.Succeeded) return changed;

        account.Assign((Guid?)facts[Owner], (Guid?)facts[Territory], stamp.At, stamp.By);
        // Levels and loops are checked once all accounts are in their place.
        return account.MoveUnder((Guid?)facts[Parent], [], levelsBelow: 0, stamp.At, stamp.By);
    }

    protected override async Task<Result<Done>> CheckAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            var fits = await hierarchy.CheckAsync(id, ct);
            if (!fits.Succeeded) return fits;
        }

        return Done.Value;
    }
}
