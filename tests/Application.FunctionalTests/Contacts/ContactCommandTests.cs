using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.FunctionalTests.Contacts;

[TestFixture]
internal sealed class CreateContactCommandTests : CrmFixture
{
    [Test]
    public async Task The_first_contact_of_an_account_is_its_primary_one()
    {
        var account = await AnAccount();

        (await AContact("Tan", null, new AccountPart(account.Id, "Buyer"))).Accounts.ShouldBe([new ContactPart(account.Id, account.Name, "Buyer", true)]);
        (await AContact("Lim", null, new AccountPart(account.Id))).Accounts.Single().Primary.ShouldBeFalse();
    }

    [Test]
    public async Task Shorthand_makes_lists()
    {
        var account = await AnAccount();

        var contact = await Done(Alice.Send(new CreateContactCommand(new ContactDetails { FirstName = "Mei" }.WithShorthand("Mei@acme.sg", "+65 6123 4567", account.Id))));

        contact.Emails.ShouldBe([new ContactPoint("Mei@acme.sg", null, true)]);
        contact.Phones.ShouldBe([new ContactPoint("+6561234567", null, true)]);
        contact.Accounts.Single().AccountId.ShouldBe(account.Id);
    }

    [Test]
    public async Task Records_of_another_organization_are_not_found()
    {
        var (account, manager) = (await AnAccount(by: Stranger), await AContact(by: Stranger));

        (await Refused(Alice.Send(new CreateContactCommand(new ContactDetails { LastName = "Tan", Accounts = [new AccountPart(account.Id)] })))).Fields!["accounts[0].accountId"].ShouldBe(["not found"]);
        (await Refused(Alice.Send(new CreateContactCommand(new ContactDetails { LastName = "Tan", ReportsToId = manager.Id })))).Fields!["reportsToId"].ShouldBe(["not found"]);
    }

    [Test]
    public async Task Of_many_first_contacts_at_once_one_is_primary()
    {
        var account = await AnAccount();

        var contacts = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AContact($"N{i}", null, new AccountPart(account.Id, null, Primary: true))));

        var now = await Done(Alice.Send(new ListContactsQuery(new ListRequest(), account.Id)));
        now.Rows.Count.ShouldBe(contacts.Length);
        now.Rows.Count(c => c.Accounts.Single().Primary).ShouldBe(1);
    }
}

[TestFixture]
internal sealed class UpdateContactCommandTests : CrmFixture
{
    [Test]
    public async Task Lists_are_replaced_whole()
    {
        var contact = await Done(Alice.Send(new CreateContactCommand(new ContactDetails { LastName = "Tan", Emails = [new ContactPoint("a@acme.sg"), new ContactPoint("b@acme.sg")] })));

        var changed = await Done(Alice.Send(new UpdateContactCommand(contact.Id, new ContactPatch { Emails = Set<IReadOnlyList<ContactPoint>?>([new ContactPoint("c@acme.sg", "work")]), JobTitle = "Buyer" }, contact.Version)));

        changed.Emails.ShouldBe([new ContactPoint("c@acme.sg", "work", true)]);
        (changed.PrimaryEmail, changed.JobTitle, changed.LastName).ShouldBe(("c@acme.sg", "Buyer", "Tan"));
        var found = await Done(Alice.Send(new ListContactsQuery(new ListRequest { Filter = new Clause("email", FilterOperator.Eq, ["C@ACME.sg"]) })));
        found.Rows.Single().Id.ShouldBe(contact.Id);
    }

    [Test]
    public async Task Becoming_primary_takes_the_place_of_the_one_before()
    {
        var account = await AnAccount();
        var first = await AContact("First", null, new AccountPart(account.Id));
        var second = await AContact("Second", null, new AccountPart(account.Id));

        await Done(Alice.Send(new UpdateContactCommand(second.Id, new ContactPatch { Accounts = Set<IReadOnlyList<AccountPart>?>([new AccountPart(account.Id, "Boss", true)]) })));

        (await Done(Alice.Send(new GetContactQuery(first.Id)))).Accounts.Single().Primary.ShouldBeFalse();
        (await Done(Alice.Send(new GetContactQuery(second.Id)))).Accounts.Single().ShouldBe(new ContactPart(account.Id, account.Name, "Boss", true));
    }
}

[TestFixture]
internal sealed class MakePrimaryContactCommandTests : CrmFixture
{
    [Test]
    public async Task There_is_exactly_one_however_many_try_at_once()
    {
        var account = await AnAccount();
        var contacts = new List<ContactRecord>();
        for (var i = 0; i < 5; i++) contacts.Add(await AContact($"N{i}", null, new AccountPart(account.Id)));

        var all = await Task.WhenAll(contacts.Select(c => Alice.Send(new MakePrimaryContactCommand(c.Id, account.Id))));

        all.ShouldAllBe(r => r.Succeeded);
        (await Done(Alice.Send(new ListContactsQuery(new ListRequest(), account.Id)))).Rows.Count(c => c.Accounts.Single().Primary).ShouldBe(1);
    }

    [Test]
    public async Task A_contact_joins_the_account_where_needed()
    {
        var (account, contact) = (await AnAccount(), await AContact());

        (await Done(Alice.Send(new MakePrimaryContactCommand(contact.Id, account.Id)))).Accounts.Single().Primary.ShouldBeTrue();
        (await Refused(Alice.Send(new MakePrimaryContactCommand(contact.Id, Guid.CreateVersion7())))).Fields!["accountId"].ShouldBe(["not found"]);
        (await Refused(Stranger.Send(new MakePrimaryContactCommand(contact.Id, account.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
    }
}

[TestFixture]
internal sealed class DeleteContactCommandTests : CrmFixture
{
    [Test]
    public async Task A_deleted_contact_frees_the_place_of_the_primary_one()
    {
        var account = await AnAccount();
        var first = await AContact("First", null, new AccountPart(account.Id));

        await Done(Alice.Send(new DeleteContactCommand(first.Id)));

        (await AContact("Second", null, new AccountPart(account.Id))).Accounts.Single().Primary.ShouldBeTrue();
    }
}

[TestFixture]
internal sealed class RestoreContactCommandTests : CrmFixture
{
    [Test]
    public async Task It_is_back_but_no_longer_primary()
    {
        var account = await AnAccount();
        var contact = await AContact("First", null, new AccountPart(account.Id));
        await Done(Alice.Send(new DeleteContactCommand(contact.Id)));
        await AContact("Second", null, new AccountPart(account.Id));

        (await Done(Alice.Send(new RestoreContactCommand(contact.Id)))).Accounts.Single().Primary.ShouldBeFalse();
    }
}
