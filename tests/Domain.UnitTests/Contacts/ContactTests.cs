using NexusCrm.Domain.Contacts;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Contacts;

internal sealed class ContactTests
{
    private static readonly Guid Straits = Guid.CreateVersion7();
    private static readonly Guid Harbour = Guid.CreateVersion7();

    private static Contact AContact(ContactDetails? details = null)
    {
        var contact = Ok(Contact.Create(Organization, details ?? new ContactDetails { FirstName = "Mei", LastName = "Tan" }, Now, Alice));
        contact.TakeEvents();
        return contact;
    }

    [Test]
    public void Of_several_addresses_exactly_one_is_primary_and_comes_first()
    {
        var contact = AContact(new ContactDetails { Emails = [new("a@x.example"), new("B@x.example", "work", true), new("A@X.example")], Phones = [new("91234567", "mobile"), new("61234567")] });

        contact.Emails.Select(e => (e.Value, e.Normalized, e.Label, e.IsPrimary, e.Position)).ShouldBe([("B@x.example", "b@x.example", "work", true, 0), ("a@x.example", "a@x.example", null, false, 1)]);
        contact.Phones.Select(p => (p.Value, p.IsPrimary)).ShouldBe([("+6591234567", true), ("+6561234567", false)]);
        (contact.PrimaryEmail, contact.PrimaryPhone, contact.FullName).ShouldBe(("B@x.example", "+6591234567", "B@x.example"));
    }

    [Test]
    public void The_shorthand_stands_for_a_list_of_one_and_yields_to_a_list()
    {
        var details = new ContactDetails { Phones = [new("61234567")] }.WithShorthand("mei@x.example", "91234567", Straits);

        details.Emails.ShouldBe([new ContactPoint("mei@x.example", null, true)]);
        details.Phones.ShouldBe([new ContactPoint("61234567")]);
        details.Accounts.ShouldBe([new AccountPart(Straits)]);
    }

    [Test]
    public void Everything_wrong_is_named_in_one_refusal_down_to_the_element() =>
        Refused(Contact.Create(Organization, new ContactDetails
        {
            Emails = [new("a@x.example", null, true), new("nobody", null, true), new(" ")], Phones = [new("1")], Accounts = [new(Straits), new(Straits)],
        }, Now, Alice)).Fields!.Keys.ShouldBe(["emails", "emails[1].value", "emails[2].value", "phones[0].value", "accounts"], ignoreOrder: true);

    [Test]
    public void A_name_or_an_address_is_required() => Refused(Contact.Create(Organization, new ContactDetails { JobTitle = "Director" }, Now, Alice)).Fields!.Keys.ShouldBe(["lastName"]);

    [Test]
    public void A_contact_cannot_report_to_itself()
    {
        var contact = AContact();

        Refused(contact.Change(contact.Details() with { ReportsToId = contact.Id }, Now, Alice)).Fields!.Keys.ShouldBe(["reportsToId"]);
    }

    [Test]
    public void A_change_keeps_the_rows_that_stay()
    {
        var contact = AContact(new ContactDetails { LastName = "Tan", Emails = [new("a@x.example")], Accounts = [new(Straits, "buyer"), new(Harbour)] });
        var (email, part) = (contact.Emails.Single(), contact.Accounts.First());

        Ok(contact.Change(contact.Details() with { LastName = "Lim", Accounts = [new(Straits, "owner", true)] }, Now, Bob));

        contact.Emails.Single().ShouldBeSameAs(email);
        contact.Accounts.ShouldHaveSingleItem().ShouldBeSameAs(part);
        (part.Role, part.IsPrimary).ShouldBe(("owner", true));
        contact.TakeEvents().ShouldHaveSingleItem().ShouldBe(new ContactChanged(Organization, contact.Id));
    }

    [Test]
    public void A_change_to_the_same_details_is_no_change()
    {
        var contact = AContact(new ContactDetails { LastName = "Tan", Emails = [new("a@x.example"), new("b@x.example")], Accounts = [new(Straits)], Tags = ["vip"] });

        Ok(contact.Change(contact.Details(), Now.AddDays(1), Bob));

        contact.UpdatedAt.ShouldBe(Now);
        contact.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void Becoming_primary_joins_the_account_and_standing_down_keeps_the_part()
    {
        var contact = AContact();

        contact.MakePrimary(Straits, Now, Alice);
        contact.MakePrimary(Straits, Now, Alice);
        contact.Accounts.Single().IsPrimary.ShouldBeTrue();
        contact.StandDown(Straits, Now, Alice);
        contact.StandDown(Harbour, Now, Alice);

        contact.Accounts.Single().IsPrimary.ShouldBeFalse();
        contact.TakeEvents().Count.ShouldBe(2);
    }
}
