using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>Imports accounts. Existing ones are found by name as it is compared, by UEN or by id. Where the file names no owner, nobody owns them.</summary>
internal sealed class AccountImport(INexusDbContext db, IBulkLoad load, AccountFields fields, AccountHierarchy hierarchy, MemberDirectory members) : ImportTarget<Account>(db)
{
    private static readonly IReadOnlyList<ImportKey<Account>> AccountKeys =
    [
        new("name", row => CompanyName.Normalize(row.Text("name")), account => account.NormalizedName,
            (accounts, keys) => accounts.Where(a => a.NormalizedName != null && keys.Contains(a.NormalizedName)).Select(a => new KeyMatch(a.NormalizedName!, a.Id))),
        new("uen", UenOf, account => account.Uen, (accounts, keys) => accounts.Where(a => a.Uen != null && keys.Contains(a.Uen)).Select(a => new KeyMatch(a.Uen!, a.Id))),
        ImportKey.Id<Account>(),
    ];

    private AccountFamily _family = AccountFamily.None;

    public override IRecordType Type => fields;

    protected override IReadOnlyList<ImportKey<Account>> Keys => AccountKeys;

    protected override Task PrepareAsync(ImportBatchOrder order, CancellationToken ct) => order.Names("ownerId") ? members.LoadAsync(ct) : Task.CompletedTask;

    protected override Result<Account> Create(RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (details, ownerId) = (Details(row, new AccountDetails()), row.Reference("ownerId", members.Find));
        var created = Account.Create(order.Run.OrganizationId, details, at, by);
        if (created.Succeeded) created.Value.Assign(ownerId, null, at, by);
        return created;
    }

    /// <summary>The whole row is read before the account changes: a refused row leaves it as it was.</summary>
    protected override Result<Done> Change(Account account, RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (details, ownerId) = (Details(row, account.Details()), row.Reference("ownerId", members.Find, account.OwnerId));
        if (row.Problems.Count > 0) return Done.Value;

        var changed = account.Change(details, at, by);
        if (changed.Succeeded) account.Assign(ownerId, account.TerritoryId, at, by);
        return changed;
    }

    protected override Task StoreAsync(IReadOnlyList<Account> created, ImportBatchOrder order, CancellationToken ct) => load.InsertAsync(created, ct);

    protected override string Image(Account account) => AccountImage.Of(account, []);

    protected override Result<Done> Restore(Account account, string image, DateTimeOffset at, Guid? by) => AccountImage.From(image).Restore(account, at, by);

    protected override async Task PrepareUndoAsync(IReadOnlyCollection<Account> records, CancellationToken ct) => _family = await hierarchy.BelowAsync([.. records.Select(a => a.Id)], ct);

    /// <summary>Accounts that somebody put below it move up (rule H3).</summary>
    protected override void Discard(Account account, DateTimeOffset at, Guid? by)
    {
        _family.LiftChildren(account, at, by);
        account.Delete(at, by);
    }

    private static string? UenOf(RowReader row) => row.Text("uen") is { } text && Uen.Parse(text) is { Succeeded: true, Value: var uen } ? uen.Value : null;

    private static AccountDetails Details(RowReader row, AccountDetails start) => start with
    {
        Name = row.Text("name", start.Name),
        Uen = row.Text("uen", start.Uen),
        GstNumber = row.Text("gstNumber", start.GstNumber),
        Industry = row.Text("industry", start.Industry),
        Type = row.Choice("type", (AccountType?)start.Type) ?? start.Type,
        EmployeeCount = row.Whole("employeeCount", start.EmployeeCount),
        AnnualRevenue = row.Amount("annualRevenue", start.AnnualRevenue),
        Website = row.Text("website", start.Website),
        Phone = row.Text("phone", start.Phone),
        PhoneCountry = row.Formats.Country,
        BillingAddress = row.Address("billingAddress", start.BillingAddress),
        ShippingAddress = row.Address("shippingAddress", start.ShippingAddress),
        PaymentTermsDays = row.Whole("paymentTermsDays", start.PaymentTermsDays),
        Currency = row.Text("currency", start.Currency),
        PeppolId = row.Text("peppolId", start.PeppolId),
        Tags = row.List("tags", start.Tags),
    };
}
