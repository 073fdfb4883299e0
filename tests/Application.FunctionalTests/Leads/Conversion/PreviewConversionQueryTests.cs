using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Leads.Conversion;

[TestFixture]
internal sealed class PreviewConversionQueryTests : ConversionFixture
{
    [Test]
    public async Task It_shows_what_would_be_made_and_writes_nothing()
    {
        var company = ACompany();
        var lead = await ALead(ABuyer(company));

        var preview = (await Alice.Send(new PreviewConversionQuery(lead.Id, WithDeal))).Value;

        (preview.Account!.Mode, preview.Account.Id, preview.Account.Name).ShouldBe((TargetMode.Create, null, company.Company));
        preview.Contact!.Effects.ShouldContain(new ConversionEffect("jobTitle", null, "Buyer"));
        preview.Deal!.Effects.ShouldContain(new ConversionEffect("amount", null, "SGD 9500.00"));
        (await Count<Account>(a => a.Name == company.Company)).ShouldBe(0);
        (await Stored(Alice, lead.Id)).Status.ShouldBe(LeadStatus.New);
    }

    [Test]
    public async Task It_shows_which_blanks_would_be_filled_and_what_would_be_kept()
    {
        var account = await AnAccount(new AccountDetails { Name = "Kept", Industry = "Shipping" });
        var lead = await ALead(ABuyer());

        var preview = (await Alice.Send(new PreviewConversionQuery(lead.Id, Nothing with { Account = ConversionTarget.Existing(account.Id) }))).Value;

        preview.Account!.Id.ShouldBe(account.Id);
        preview.Account.Effects.Select(e => e.Field).ShouldBe(["billingAddress", "tags"]);
        preview.SkippedConflicts.Single().Field.ShouldBe("industry");
        (await StoredAccount(account.Id)).Version.ShouldBe(1);
    }

    [Test]
    public async Task It_leaves_open_what_somebody_has_to_choose()
    {
        var details = ABuyer();
        await AContact(new ContactDetails { Emails = [new ContactPoint(details.Email!)] });
        await AContact(new ContactDetails { Emails = [new ContactPoint(details.Email!)] });
        var lead = await ALead(details);

        var preview = (await Alice.Send(new PreviewConversionQuery(lead.Id, Nothing))).Value;

        preview.Contact.ShouldBeNull();
        preview.Candidates.Contact.Count.ShouldBe(2);
        preview.Account.ShouldNotBeNull();
    }

    [Test]
    public async Task A_converted_lead_is_refused_as_the_conversion_would_be()
    {
        var lead = await ALead(ABuyer());
        await Converted(lead.Id);

        (await Alice.Send(new PreviewConversionQuery(lead.Id, Nothing))).Error!.Code.ShouldBe("lead_already_converted");
    }
}
