using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.FunctionalTests.Leads.Conversion;

[TestFixture]
internal sealed class ConvertLeadCommandTests : ConversionFixture
{
    [Test]
    public async Task A_lead_becomes_an_account_its_primary_contact_and_a_deal_worth_its_budget()
    {
        var company = ACompany();
        var lead = await ALead(ABuyer(company));

        var converted = await Converted(lead.Id, WithDeal);

        var (account, contact, deal) = (await StoredAccount(converted.AccountId), await StoredContact(converted.ContactId), await StoredDeal(converted.DealId));
        account.Name.ShouldBe(company.Company);
        account.Industry.ShouldBe("Logistics");
        contact.PrimaryEmail.ShouldBe(lead.Email);
        contact.Accounts.Single().ShouldSatisfyAllConditions(a => a.AccountId.ShouldBe(account.Id), a => a.IsPrimary.ShouldBeTrue());
        deal.Amount.ShouldBe(new Money(9500, "SGD"));
        deal.AccountId.ShouldBe(account.Id);
        deal.Contacts.Single().ContactId.ShouldBe(contact.Id);
        deal.SourceLeadId.ShouldBe(lead.Id);
        deal.Utm.Campaign.ShouldBe("spring");
        new[] { account.Tags, contact.Tags, deal.Tags }.ShouldAllBe(tags => tags.Single() == "expo");
        var stored = await Stored(Alice, lead.Id);
        stored.Status.ShouldBe(LeadStatus.Converted);
        stored.Conversion!.DealId.ShouldBe(deal.Id);
        stored.Utm.Campaign.ShouldBe("spring");
    }

    [Test]
    public async Task Without_a_choice_there_is_no_deal()
    {
        var lead = await ALead(ABuyer());

        (await Converted(lead.Id)).DealId.ShouldBeNull();
    }

    [Test]
    public async Task The_second_conversion_is_refused_and_told_what_the_first_made()
    {
        var lead = await ALead(ABuyer());
        var first = await Converted(lead.Id);

        var second = await Convert(lead.Id);

        second.Error!.Code.ShouldBe("lead_already_converted");
        var conversion = second.Error.Details!["conversion"].ShouldBeOfType<LeadConversion>();
        (conversion.AccountId, conversion.ContactId).ShouldBe((first.AccountId, first.ContactId));
    }

    [Test]
    public async Task Two_people_converting_at_once_convert_once()
    {
        var company = ACompany();
        var lead = await ALead(ABuyer(company));
        var bob = await Organization.AddMemberAsync(Role.Manager, "Bob Manager");

        var both = await Task.WhenAll(Alice.Send(new ConvertLeadCommand(lead.Id, WithDeal)), bob.Send(new ConvertLeadCommand(lead.Id, WithDeal)));

        both.Count(r => r.Succeeded).ShouldBe(1);
        both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("lead_already_converted");
        (await Count<Account>(a => a.Name == company.Company)).ShouldBe(1);
        (await Count<Deal>(d => d.SourceLeadId == lead.Id)).ShouldBe(1);
    }

    [Test]
    public async Task Of_conversion_and_deletion_at_once_only_one_happens()
    {
        for (var i = 0; i < 5; i++)
        {
            var company = ACompany();
            var lead = await ALead(ABuyer(company));

            var converting = Alice.Send(new ConvertLeadCommand(lead.Id, Nothing));
            var deleting = Alice.Send(new DeleteLeadCommand(lead.Id, lead.Version));
            await Task.WhenAll(converting, deleting);

            ((await converting).Succeeded ^ (await deleting).Succeeded).ShouldBeTrue();
            (await Count<Account>(a => a.Name == company.Company)).ShouldBe((await converting).Succeeded ? 1 : 0);
        }
    }

    [Test]
    public async Task The_only_contact_with_the_address_and_the_only_account_of_its_domain_are_taken()
    {
        var company = ACompany();
        var account = await AnAccount(new AccountDetails { Name = "Quite another name", Website = $"https://www.{company.Domain}" });
        var details = ABuyer(company);
        var contact = await AContact(new ContactDetails { LastName = "Tan", Emails = [new ContactPoint(details.Email!.ToUpperInvariant())] });
        var lead = await ALead(details);

        var converted = await Converted(lead.Id);

        (converted.AccountId, converted.ContactId).ShouldBe((account.Id, contact.Id));
        (await StoredContact(contact.Id)).Accounts.Single().IsPrimary.ShouldBeTrue();
    }

    [Test]
    public async Task The_account_of_a_colleague_is_known_by_the_mail_domain()
    {
        var company = ACompany();
        var first = await Converted((await ALead(ABuyer(company))).Id);

        var second = await Converted((await ALead(ABuyer(company))).Id);

        second.AccountId.ShouldBe(first.AccountId);
        second.ContactId.ShouldNotBe(first.ContactId);
        (await StoredContact(second.ContactId)).Accounts.Single().IsPrimary.ShouldBeFalse();
    }

    [Test]
    public async Task A_name_is_never_taken_silently()
    {
        var company = ACompany();
        var account = await AnAccount(new AccountDetails { Name = company.Company.ToUpperInvariant() });
        var lead = await ALead(ABuyer(company) with { Email = $"{Guid.CreateVersion7():N}@gmail.com" });

        var refused = await Convert(lead.Id);

        refused.Error!.Code.ShouldBe("match_ambiguous");
        var candidate = refused.Error.Details!["candidates"].ShouldBeOfType<ConversionCandidates>().Account.Single();
        candidate.ShouldBe(new ConversionCandidate(account.Id, account.Name, "company_name", Strong: false));
        (await Converted(lead.Id, Nothing with { Account = ConversionTarget.Create })).AccountId.ShouldNotBe(account.Id);
    }

    [Test]
    public async Task Several_contacts_with_the_address_are_for_the_caller_to_choose_from()
    {
        var details = ABuyer();
        var contacts = new[] { await AContact(new ContactDetails { Emails = [new ContactPoint(details.Email!)] }), await AContact(new ContactDetails { Emails = [new ContactPoint(details.Email!)] }) };
        var lead = await ALead(details);

        var refused = await Convert(lead.Id);
        refused.Error!.Details!["candidates"].ShouldBeOfType<ConversionCandidates>().Contact.Select(c => c.Id).ShouldBe(contacts.Select(c => c.Id), ignoreOrder: true);
        (await Stored(Alice, lead.Id)).Status.ShouldBe(LeadStatus.New);

        var converted = await Converted(lead.Id, Nothing with { Account = ConversionTarget.Skip, Contact = ConversionTarget.Existing(contacts[1].Id) });
        (converted.AccountId, converted.ContactId).ShouldBe((null, contacts[1].Id));
    }

    [Test]
    public async Task An_existing_account_gets_its_blanks_filled_and_keeps_what_it_knows()
    {
        var account = await AnAccount(new AccountDetails { Name = "Kept", Industry = "Shipping", Tags = ["key"] });
        var lead = await ALead(ABuyer() with { Website = "https://offered.sg" });

        var converted = await Converted(lead.Id, Nothing with { Account = ConversionTarget.Existing(account.Id) });

        converted.SkippedConflicts.ShouldBe([new SkippedConflict("account", "industry", "Shipping", "Logistics")]);
        var stored = await StoredAccount(account.Id);
        stored.ShouldSatisfyAllConditions(
            a => a.Name.ShouldBe("Kept"), a => a.Industry.ShouldBe("Shipping"), a => a.Website.ShouldBe("https://offered.sg"),
            a => a.BillingAddress.PostalCode.ShouldBe("048616"), a => a.Tags.ShouldBe(["key", "expo"]), a => a.Version.ShouldBe(2));
    }

    [Test]
    public async Task An_existing_deal_learns_the_account_and_the_contact()
    {
        var deal = (await Converted((await ALead(ABuyer())).Id, WithDeal with { Account = ConversionTarget.Skip })).DealId;
        var lead = await ALead(ABuyer());

        var converted = await Converted(lead.Id, Nothing with { Deal = new DealTarget(TargetMode.Existing, deal) });

        converted.DealId.ShouldBe(deal);
        var stored = await StoredDeal(deal);
        stored.AccountId.ShouldBe(converted.AccountId);
        stored.Contacts.Select(c => c.ContactId).ShouldContain(converted.ContactId!.Value);
        stored.SourceLeadId.ShouldNotBe(lead.Id);
    }

    [Test]
    public async Task Activities_are_linked_to_everything_and_open_ones_go_to_the_new_owner()
    {
        var lead = await ALead(ABuyer());
        var about = new RecordReference(RecordType.Lead, lead.Id);
        var (open, done, deleted) = (await AnActivity(ActivityKind.Task, about), await AnActivity(ActivityKind.Call, about), await AnActivity(ActivityKind.Note, about));
        await Alice.WithDbAsync(async db =>
        {
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            (await db.Set<Activity>().Include(a => a.Links).SingleAsync(a => a.Id == done.Id)).Complete(null, Nexus.Clock.Now, Alice.UserId);
            (await db.Set<Activity>().SingleAsync(a => a.Id == deleted.Id)).Delete(Nexus.Clock.Now, Alice.UserId);
            await db.SaveChangesAsync();
            await transaction.CommitAsync(CancellationToken.None);
            return Done.Value;
        });
        var bob = await Organization.AddMemberAsync(Role.Sales, "Bob Sales");

        var converted = await Converted(lead.Id, WithDeal with { OwnerId = bob.UserId });

        foreach (var activity in new[] { await StoredActivity(open.Id), await StoredActivity(done.Id) })
            activity.Links.Select(l => l.RecordId).ShouldBe([lead.Id, converted.AccountId!.Value, converted.ContactId!.Value, converted.DealId!.Value], ignoreOrder: true);
        (await StoredActivity(open.Id)).OwnerId.ShouldBe(bob.UserId);
        (await StoredActivity(done.Id)).OwnerId.ShouldBe(Alice.UserId);
        (await StoredActivity(deleted.Id)).Links.Count.ShouldBe(1);
        (await StoredAccount(converted.AccountId)).OwnerId.ShouldBe(bob.UserId);
    }

    [Test]
    public async Task Consent_goes_with_the_person()
    {
        var lead = await ALead(ABuyer());
        var statement = new ConsentStatement(new RecordReference(RecordType.Lead, lead.Id), ConsentPurpose.Marketing, ConsentChannel.Email, ConsentDecision.Granted, 3, "Yes", "form:fk_1", null);
        await Add(ConsentEntry.Record(Organization.Id, statement, Nexus.Clock.Now, null).Value);

        var converted = await Converted(lead.Id);

        var carried = await Alice.WithDbAsync(db => db.Set<ConsentEntry>().SingleAsync(e => e.PersonType == RecordType.Contact && e.PersonId == converted.ContactId));
        (carried.Purpose, carried.WordingVersion, carried.Source).ShouldBe((ConsentPurpose.Marketing, 3, "form:fk_1"));
    }

    [Test]
    public async Task Records_of_another_organization_are_not_found()
    {
        var elsewhere = (await Nexus.AnOrganizationAsync()).Owner;
        var foreign = await elsewhere.Send(new ConvertLeadCommand((await ALead(elsewhere, ABuyer())).Id, WithDeal));
        var lead = await ALead(ABuyer());

        (await elsewhere.Send(new ConvertLeadCommand(lead.Id, Nothing))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await Convert(lead.Id, Nothing with { Account = ConversionTarget.Existing(foreign.Value.AccountId!.Value) })).Error!.Fields!["account.id"].ShouldBe(["not found"]);
        (await Convert(lead.Id, Nothing with { Contact = ConversionTarget.Existing(foreign.Value.ContactId!.Value) })).Error!.Fields!["contact.id"].ShouldBe(["not found"]);
        (await Convert(lead.Id, Nothing with { Deal = new DealTarget(TargetMode.Existing, foreign.Value.DealId) })).Error!.Fields!["deal.id"].ShouldBe(["not found"]);
        (await Convert(lead.Id, Nothing with { Deal = new DealTarget(TargetMode.Create) { PipelineId = Guid.CreateVersion7() } })).Error!.Fields!["deal.pipelineId"].ShouldBe(["not found"]);
        (await Convert(lead.Id, Nothing with { OwnerId = elsewhere.UserId })).Error!.Fields!["ownerId"].ShouldBe(["not found"]);
        (await Stored(Alice, lead.Id)).Status.ShouldBe(LeadStatus.New);
    }

    [Test]
    public async Task A_refused_part_leaves_nothing_behind()
    {
        var company = ACompany();
        var lead = await ALead(ABuyer(company));

        var refused = await Convert(lead.Id, Nothing with { Deal = new DealTarget(TargetMode.Create) { Amount = new Money(-1, "SGD") } });

        refused.Error!.Fields!.Keys.ShouldBe(["deal.amount"]);
        (await Count<Account>(a => a.Name == company.Company)).ShouldBe(0);
    }

    [Test]
    public async Task Both_skipped_is_malformed()
    {
        var refused = await Convert((await ALead(ABuyer())).Id, new ConversionChoices { Account = ConversionTarget.Skip, Contact = ConversionTarget.Skip });

        refused.Error!.Fields!["contact"].ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_disqualified_lead_cannot_be_converted()
    {
        var lead = await ALead(ABuyer());
        await Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.Spam, null));

        (await Convert(lead.Id)).Error!.Code.ShouldBe("invalid_transition");
    }

    [Test]
    public async Task A_reader_cannot_convert()
    {
        var lead = await ALead(ABuyer());
        var reader = await Organization.AddMemberAsync(Role.ReadOnly);

        (await reader.Send(new ConvertLeadCommand(lead.Id, Nothing))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }
}
