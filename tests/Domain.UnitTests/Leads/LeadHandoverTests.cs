using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadHandoverTests
{
    private static readonly PostalAddress Raffles = new("1 Raffles Place", null, null, null, "048616", "SG");

    private static Lead Rich => ALead(Details with
    {
        Phone = "91234567",
        JobTitle = "Director",
        Website = "straits.example",
        Industry = "Logistics",
        EmployeeCount = 40,
        AnnualRevenue = new Money(1_000_000m, "SGD"),
        Budget = new Money(9_000m, "SGD"),
        Address = Raffles,
        Tags = ["vip"],
        DoNotCall = true,
        CustomFields = """{"tier":"gold","seats":5}""",
    });

    [Test]
    public void New_records_take_over_all_the_lead_knows()
    {
        var (lead, at) = (Rich, Now);
        var account = Ok(Account.Create(Organization, LeadHandover.NewAccount(lead), at, Alice));
        var contact = Ok(Contact.Create(Organization, LeadHandover.NewContact(lead, account.Id, primary: true), at, Alice));
        var deal = LeadHandover.NewDeal(lead, account.Id, contact.Id);

        (account.Name, account.NormalizedName, account.Industry, account.EmployeeCount, account.Phone).ShouldBe(("Straits Logistics Pte Ltd", "straits logistics", "Logistics", 40, "+6591234567"));
        (account.AnnualRevenue, account.BillingAddress, account.Website).ShouldBe((lead.AnnualRevenue, Raffles, "https://straits.example"));
        (contact.FullName, contact.PrimaryEmail, contact.PrimaryPhone, contact.JobTitle, contact.DoNotCall).ShouldBe(("Mei Ling Tan", "meiling@straits.example", "+6591234567", "Director", true));
        contact.Accounts.ShouldHaveSingleItem().IsPrimary.ShouldBeTrue();
        (deal.Name, deal.Amount, deal.AccountId).ShouldBe(("Straits Logistics Pte Ltd", lead.Budget, account.Id));
    }

    [Test]
    public void A_lead_of_a_company_alone_still_makes_valid_records()
    {
        var lead = ALead(new LeadDetails { Company = new string('x', LeadDetails.CompanyMaxLength) });

        Ok(Account.Create(Organization, LeadHandover.NewAccount(lead), Now, Alice));
        Ok(Contact.Create(Organization, LeadHandover.NewContact(lead, null, false), Now, Alice)).LastName!.Length.ShouldBe(ContactDetails.NameMaxLength);
    }

    [Test]
    public void A_lead_of_a_person_alone_makes_an_account_of_that_name() =>
        LeadHandover.NewAccount(ALead(new LeadDetails { FirstName = "Mei", LastName = "Tan" })).Name.ShouldBe("Mei Tan");

    [Test]
    public void An_existing_account_gets_its_blanks_filled_and_keeps_the_rest()
    {
        var account = Ok(Account.Create(Organization, new AccountDetails { Name = "Straits", Industry = "Shipping", EmployeeCount = 40, Tags = ["key"], CustomFields = """{"tier":"silver","seats":null}""" }, Now, Alice));

        var (filled, skipped) = LeadHandover.Into(account.Details(), Rich);

        Ok(account.Change(filled, Now, Alice));
        (account.Name, account.Industry, account.Phone, account.BillingAddress).ShouldBe(("Straits", "Shipping", "+6591234567", Raffles));
        account.Tags.ShouldBe(["key", "vip"]);
        account.CustomFields.ShouldBe("""{"tier":"silver","seats":5}""");
        skipped.ShouldBe([new SkippedConflict("account", "industry", "Shipping", "Logistics")]);
    }

    [Test]
    public void An_existing_contact_takes_over_refusals_and_names_every_conflict()
    {
        var contact = Ok(Contact.Create(Organization, new ContactDetails { FirstName = "Mei", Emails = [new ContactPoint("mei@home.example")], Phones = [new ContactPoint("+6591234567")] }, Now, Alice));

        var (filled, skipped) = LeadHandover.Into(contact.Details(), Rich);

        Ok(contact.Change(filled, Now, Alice));
        (contact.FirstName, contact.LastName, contact.DoNotCall, contact.JobTitle).ShouldBe(("Mei", "Tan", true, "Director"));
        skipped.ShouldBe(
        [
            new SkippedConflict("contact", "firstName", "Mei", "Mei Ling"),
            new SkippedConflict("contact", "emails", "mei@home.example", "meiling@straits.example"),
        ]);
    }

    [Test]
    public void Handing_over_twice_changes_nothing_more()
    {
        var once = LeadHandover.Into(new AccountDetails { Name = "Straits" }, Rich);

        var twice = LeadHandover.Into(once.Details, Rich);

        twice.Skipped.ShouldBeEmpty();
        twice.Details.ShouldBe(once.Details with { Tags = twice.Details.Tags });
    }
}
