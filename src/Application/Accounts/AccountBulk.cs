using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>Changes many accounts at once. Deleting them lifts the accounts below (rule H3), and undoing that puts them back.</summary>
internal sealed class AccountBulk(BulkScope scope, AccountFields fields, AccountHierarchy hierarchy) : CrmBulkTarget<Account>(scope)
{
    private AccountFamily _family = AccountFamily.None;

    protected override RecordType<Account> Fields => fields;

    protected override void Assign(Account account, Guid? ownerId, ChangeStamp stamp) => account.Assign(ownerId, account.TerritoryId, stamp.At, stamp.By);

    protected override Result<BulkChange<Account>> FieldChange(BulkFields values)
    {
        var patch = new AccountPatch
        {
            Industry = values.Text("industry"),
            Type = values.Choice<AccountType>("type"),
            PaymentTermsDays = values.Whole("paymentTermsDays"),
            Currency = values.Text("currency"),
        };
        return values.Problem is { } problem ? problem : new BulkChange<Account>((account, stamp) => account.Change(patch.ApplyTo(account.Details()), stamp.At, stamp.By));
    }

    protected override BulkChange<Account> Deletion() => new(
        (account, stamp) => Then(() =>
        {
            _family.LiftChildren(account, stamp.At, stamp.By);
            account.Delete(stamp.At, stamp.By);
        }),
        async (accounts, ct) => _family = await hierarchy.BelowAsync([.. accounts.Select(a => a.Id)], ct));

    protected override async Task PrepareAsync(IReadOnlyCollection<Account> records, IReadOnlyList<string> images, CancellationToken ct)
    {
        var lifted = images.SelectMany(image => AccountImage.From(image).Children).ToList();
        _family = lifted.Count == 0 ? AccountFamily.None : await hierarchy.OfAsync(lifted, ct);
    }

    protected override string Image(Account account) => AccountImage.Of(account, _family.ChildrenOf(account));

    protected override Result<Done> Restore(Account account, string image, DateTimeOffset at, Guid? by)
    {
        var before = AccountImage.From(image);
        var restored = before.Restore(account, at, by);
        if (restored.Succeeded) _family.TakeBack(account, before.Children, at, by);
        return restored;
    }
}
