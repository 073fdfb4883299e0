using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Accounts;

internal sealed class AccountTests
{
    private static Account AnAccount(AccountDetails? details = null) => Ok(Account.Create(Organization, details ?? new AccountDetails { Name = "Straits Pte Ltd" }, Now, Alice));

    [Test]
    public void An_account_keeps_what_was_typed_and_what_is_compared()
    {
        var account = AnAccount(new AccountDetails
        {
            Name = " Straits Pte. Ltd. ", Uen = "202400001n", GstNumber = "M2-1234567-K", Website = "www.straits.com.sg", Phone = "61234567", Currency = "usd", PeppolId = "0195:SGUEN202400001N", PaymentTermsDays = 30,
        });

        (account.Name, account.NormalizedName, account.WebsiteDomain, account.Phone).ShouldBe(("Straits Pte. Ltd.", "straits", "straits.com.sg", "+6561234567"));
        (account.Uen, account.UenCheck, account.GstNumber, account.Currency).ShouldBe(("202400001N", UenCheck.Passed, "M21234567K", "USD"));
        account.TakeEvents().ShouldHaveSingleItem().ShouldBe(new AccountCreated(Organization, account.Id));
    }

    [Test]
    public void A_doubtful_uen_is_kept_and_shown() => AnAccount(new AccountDetails { Name = "Straits", Uen = "202400001A" }).UenCheck.ShouldBe(UenCheck.Doubtful);

    [Test]
    public void Everything_wrong_is_named_in_one_refusal() =>
        Refused(Account.Create(Organization, new AccountDetails
        {
            Uen = "1", GstNumber = "1", Type = (AccountType)9, EmployeeCount = -1, Website = "x", Phone = "1", Currency = "XXX", PeppolId = "x", PaymentTermsDays = 366, ShippingAddress = PostalAddress.None with { Country = "??" },
        }, Now, Alice)).Fields!.Keys.ShouldBe(["name", "uen", "gstNumber", "type", "employeeCount", "website", "phone", "currency", "peppolId", "paymentTermsDays", "shippingAddress.country"], ignoreOrder: true);

    [Test]
    public void A_change_to_the_same_details_is_no_change()
    {
        var account = AnAccount(new AccountDetails { Name = "Straits", Tags = ["key"] });
        account.TakeEvents();

        Ok(account.Change(account.Details(), Now.AddHours(1), Bob));

        account.UpdatedAt.ShouldBe(Now);
        account.TakeEvents().ShouldBeEmpty();
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(50)]
    public void An_account_cannot_stand_below_itself_at_any_depth(int depth)
    {
        var account = AnAccount();
        var chain = Enumerable.Range(1, depth).Select(_ => Guid.CreateVersion7()).ToList();
        var (parent, ancestors) = depth == 1 ? (account.Id, []) : (chain[0], (List<Guid>)[.. chain.Skip(1), account.Id]);

        Refused(account.MoveUnder(parent, ancestors, 0, Now, Alice)).Code.ShouldBe("hierarchy_loop");
        account.ParentId.ShouldBeNull();
    }

    [TestCase(8, 0, true)]
    [TestCase(9, 0, false)]
    [TestCase(5, 3, true)]
    [TestCase(5, 4, false)]
    public void A_hierarchy_has_ten_levels_at_most(int ancestorsOfParent, int levelsBelow, bool accepted) =>
        AnAccount().MoveUnder(Guid.CreateVersion7(), [.. Enumerable.Range(0, ancestorsOfParent).Select(_ => Guid.CreateVersion7())], levelsBelow, Now, Alice).Succeeded.ShouldBe(accepted);

    [Test]
    public void An_account_moves_to_the_top_whatever_stands_below()
    {
        var account = AnAccount();
        Ok(account.MoveUnder(Guid.CreateVersion7(), [], 0, Now, Alice));

        Ok(account.MoveUnder(null, [], 9, Now, Alice));

        account.ParentId.ShouldBeNull();
    }

    [Test]
    public void A_new_owner_is_told_once()
    {
        var account = AnAccount();
        account.TakeEvents();

        account.Assign(Bob, null, Now, Alice);
        account.Assign(Bob, null, Now, Alice);

        account.TakeEvents().ShouldBe([new AccountAssigned(Organization, account.Id, null, Bob, null)]);
    }
}
