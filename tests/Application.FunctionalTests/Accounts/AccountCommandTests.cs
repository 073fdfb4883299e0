using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.FunctionalTests.Accounts;

[TestFixture]
internal sealed class CreateAccountCommandTests : CrmFixture
{
    [Test]
    public async Task It_belongs_to_whoever_adds_it()
    {
        var account = await AnAccount();

        account.OwnerName.ShouldBe("Alice Owner");
        (await Done(Alice.Send(new GetAccountQuery(account.Id)))).Name.ShouldBe("Straits Logistics");
    }

    [Test]
    public async Task A_parent_and_an_owner_of_another_organization_are_not_found()
    {
        var foreign = await AnAccount(by: Stranger);

        (await Refused(Alice.Send(new CreateAccountCommand(new AccountDetails { Name = "A" }, foreign.Id)))).Fields!["parentId"].ShouldBe(["not found"]);
        (await Refused(Alice.Send(new CreateAccountCommand(new AccountDetails { Name = "A" }, null, Set<Guid?>(Stranger.UserId))))).Fields!["ownerId"].ShouldBe(["not found"]);
        (await Refused(Alice.Send(new GetAccountQuery(foreign.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
    }
}

[TestFixture]
internal sealed class UpdateAccountCommandTests : CrmFixture
{
    [Test]
    public async Task What_is_left_out_stays_null_clears_and_addresses_merge()
    {
        var account = await Done(Alice.Send(new CreateAccountCommand(new AccountDetails { Name = "A", Industry = "Retail", Website = "https://a.sg", BillingAddress = new PostalAddress("1 Raffles Place", null, "Singapore", null, "048616", "SG") })));

        var patch = new AccountPatch { Industry = null, BillingAddress = new PostalAddressChanges(default, "#05-01", default, default, default, default), CustomFields = """{"tier":"gold"}""" };
        var changed = await Done(Alice.Send(new UpdateAccountCommand(account.Id, patch, account.Version)));

        changed.ShouldSatisfyAllConditions(
            a => a.Industry.ShouldBeNull(), a => a.Website.ShouldBe("https://a.sg"), a => a.BillingAddress.Line1.ShouldBe("1 Raffles Place"), a => a.BillingAddress.Line2.ShouldBe("#05-01"),
            a => a.CustomFields.ShouldContain("gold"), a => a.Version.ShouldBe(2));
        (await Refused(Alice.Send(new UpdateAccountCommand(account.Id, patch, account.Version)))).Kind.ShouldBe(ErrorKind.Stale);
    }

    [Test]
    public async Task An_account_cannot_stand_below_itself()
    {
        var top = await AnAccount("Top");
        var middle = await AnAccount("Middle", top.Id);
        var low = await AnAccount("Low", middle.Id);

        (await Refused(Under(top.Id, low.Id))).Code.ShouldBe("hierarchy_loop");
        (await Refused(Under(top.Id, top.Id))).Code.ShouldBe("hierarchy_loop");
        (await Done(Under(low.Id, top.Id))).ParentId.ShouldBe(top.Id);
    }

    [Test]
    public async Task Two_accounts_cannot_be_put_under_each_other_at_once()
    {
        for (var i = 0; i < 5; i++)
        {
            var (a, b) = (await AnAccount("A"), await AnAccount("B"));

            var both = await Task.WhenAll(Under(a.Id, b.Id), Under(b.Id, a.Id));

            both.Count(r => r.Succeeded).ShouldBe(1);
            both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("hierarchy_loop");
        }
    }

    [Test]
    public async Task A_hierarchy_has_ten_levels_at_most()
    {
        var level = await AnAccount("1");
        for (var i = 2; i <= Account.DepthMax; i++) level = await AnAccount($"{i}", level.Id);

        (await Refused(Alice.Send(new CreateAccountCommand(new AccountDetails { Name = "11" }, level.Id)))).Code.ShouldBe("hierarchy_too_deep");
    }

    private Task<Result<AccountRecord>> Under(Guid account, Guid parent) => Alice.Send(new UpdateAccountCommand(account, new AccountPatch { ParentId = parent }));
}

[TestFixture]
internal sealed class DeleteAccountCommandTests : CrmFixture
{
    [Test]
    public async Task It_leaves_lists_and_its_children_move_up()
    {
        var top = await AnAccount("Top");
        var middle = await AnAccount("Middle", top.Id);
        var low = await AnAccount("Low", middle.Id);

        (await Done(Alice.Send(new DeleteAccountCommand(middle.Id)))).DeletedAt.ShouldNotBeNull();

        (await Refused(Alice.Send(new GetAccountQuery(middle.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
        (await Done(Alice.Send(new GetAccountQuery(low.Id)))).ParentId.ShouldBe(top.Id);
        (await Done(Alice.Send(new ListAccountsQuery(new ListRequest { DeletedOnly = true })))).Rows.Select(r => r.Id).ShouldContain(middle.Id);
    }

    [Test]
    public async Task A_salesperson_may_not() => (await Refused((await ASalesperson()).Send(new DeleteAccountCommand((await AnAccount()).Id)))).Kind.ShouldBe(ErrorKind.Forbidden);
}

[TestFixture]
internal sealed class RestoreAccountCommandTests : CrmFixture
{
    [Test]
    public async Task It_is_back_as_it_was()
    {
        var account = await AnAccount();
        await Done(Alice.Send(new DeleteAccountCommand(account.Id)));

        (await Done(Alice.Send(new RestoreAccountCommand(account.Id)))).DeletedAt.ShouldBeNull();

        (await Done(Alice.Send(new GetAccountQuery(account.Id)))).Name.ShouldBe(account.Name);
        (await Refused(Stranger.Send(new RestoreAccountCommand(account.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
    }
}

[TestFixture]
internal sealed class AssignAccountCommandTests : CrmFixture
{
    [Test]
    public async Task Somebody_elses_account_is_hidden_from_a_salesperson_until_given_to_them()
    {
        var sam = await ASalesperson();
        var account = await AnAccount();
        (await Refused(sam.Send(new GetAccountQuery(account.Id)))).Kind.ShouldBe(ErrorKind.NotFound);

        (await Done(Alice.Send(new AssignAccountCommand(account.Id, sam.UserId)))).OwnerName.ShouldBe("Sam Sales");

        (await Done(sam.Send(new ListAccountsQuery(new ListRequest())))).Rows.Select(r => r.Id).ShouldContain(account.Id);
        (await Refused(Alice.Send(new AssignAccountCommand(account.Id, Stranger.UserId)))).Fields!["ownerId"].ShouldBe(["not found"]);
    }
}

[TestFixture]
internal sealed class AccountQueryTests : CrmFixture
{
    [Test]
    public async Task The_tree_shows_all_levels_and_says_how_many_are_hidden()
    {
        var top = await AnAccount("Top");
        var middle = await AnAccount("Middle", top.Id);
        var low = await AnAccount("Low", middle.Id);
        var sam = await ASalesperson();
        await Done(Alice.Send(new AssignAccountCommand(low.Id, sam.UserId)));

        (await Done(Alice.Send(new GetAccountHierarchyQuery(middle.Id)))).Nodes.Select(n => (n.Name, n.Depth)).ShouldBe([("Top", 0), ("Middle", 1), ("Low", 2)]);
        var seen = await Done(sam.Send(new GetAccountHierarchyQuery(low.Id)));
        (seen.Nodes.Single().Id, seen.Hidden).ShouldBe((low.Id, 2));
    }

    [Test]
    public async Task Its_contacts_and_deals_are_listed()
    {
        var account = await AnAccount();
        var contact = await AContact("Tan", null, new AccountPart(account.Id));
        var deal = await Done(Alice.Send(new CreateDealCommand(new DealDetails { Name = "Pilot", AccountId = account.Id })));
        await AContact("Lim");
        await ADeal();

        (await Done(Alice.Send(new ListContactsQuery(new ListRequest(), account.Id)))).Rows.Single().Id.ShouldBe(contact.Id);
        (await Done(Alice.Send(new ListDealsQuery(new ListRequest(), account.Id)))).Rows.Single().ShouldSatisfyAllConditions(d => d.Id.ShouldBe(deal.Id), d => d.AccountName.ShouldBe(account.Name));
        (await Refused(Stranger.Send(new ListContactsQuery(new ListRequest(), account.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
    }
}
