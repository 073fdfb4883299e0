using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads;
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
internal sealed class UndoConversionCommandTests : ConversionFixture
{
    [Test]
    public async Task What_was_created_goes_to_the_recycle_bin_and_the_lead_is_where_it_was()
    {
        var lead = await ALead(ABuyer());
        await Alice.Send(new QualifyLeadCommand(lead.Id));
        var converted = await Converted(lead.Id, WithDeal);

        var undone = await Undo(lead.Id);

        undone.Value.Status.ShouldBe(LeadStatus.Qualified);
        undone.Value.Conversion.ShouldBeNull();
        (await StoredAccount(converted.AccountId)).DeletedAt.ShouldNotBeNull();
        (await StoredContact(converted.ContactId)).DeletedAt.ShouldNotBeNull();
        (await StoredDeal(converted.DealId)).DeletedAt.ShouldNotBeNull();
        (await Converted(lead.Id)).AccountId.ShouldNotBe(converted.AccountId);
    }

    [Test]
    public async Task Filled_blanks_are_blank_again()
    {
        var account = await AnAccount(new AccountDetails { Name = "Kept", Industry = "Shipping", Tags = ["key"] });
        var contact = await AContact(new ContactDetails { LastName = "Tan", Phones = [new ContactPoint("+6561234567", "work")] });
        var lead = await ALead(ABuyer() with { DoNotCall = true });
        await Converted(lead.Id, new ConversionChoices { Account = ConversionTarget.Existing(account.Id), Contact = ConversionTarget.Existing(contact.Id), Deal = new DealTarget(TargetMode.Create) });
        (await StoredContact(contact.Id)).DoNotCall.ShouldBeTrue();

        (await Undo(lead.Id)).Succeeded.ShouldBeTrue();

        (await StoredAccount(account.Id)).ShouldSatisfyAllConditions(a => a.BillingAddress.IsEmpty.ShouldBeTrue(), a => a.Tags.ShouldBe(["key"]), a => a.DeletedAt.ShouldBeNull());
        (await StoredContact(contact.Id)).ShouldSatisfyAllConditions(
            c => c.Emails.ShouldBeEmpty(), c => c.PrimaryEmail.ShouldBeNull(), c => c.Phones.Single().Label.ShouldBe("work"), c => c.Accounts.ShouldBeEmpty(), c => c.DoNotCall.ShouldBeFalse());
    }

    [Test]
    public async Task Links_owners_and_consents_return()
    {
        var lead = await ALead(ABuyer());
        var about = new RecordReference(RecordType.Lead, lead.Id);
        var task = await AnActivity(ActivityKind.Task, about);
        await Add(ConsentEntry.Record(Organization.Id, new ConsentStatement(about, ConsentPurpose.Marketing, ConsentChannel.Email, ConsentDecision.Granted, 1, "Yes", "form:fk_1", null), Nexus.Clock.Now, null).Value);
        var contact = await AContact(new ContactDetails { LastName = "Tan" });
        var bob = await Organization.AddMemberAsync(Role.Sales, "Bob Sales");
        await Converted(lead.Id, Nothing with { Contact = ConversionTarget.Existing(contact.Id), OwnerId = bob.UserId });

        (await Undo(lead.Id)).Succeeded.ShouldBeTrue();

        var stored = await StoredActivity(task.Id);
        stored.Links.Single().RecordId.ShouldBe(lead.Id);
        stored.OwnerId.ShouldBe(Alice.UserId);
        (await Count<ConsentEntry>(e => e.PersonId == contact.Id)).ShouldBe(0);
        (await Count<ConsentEntry>(e => e.PersonId == lead.Id)).ShouldBe(1);
    }

    [Test]
    public async Task An_existing_deal_forgets_where_it_came_from()
    {
        var pipeline = await Alice.WithDbAsync(db => db.Set<Pipeline>().Include(p => p.Stages).SingleAsync());
        var deal = await Add(Deal.Create(Organization.Id, new DealDetails { Name = "Pilot" }, pipeline, null, "i", Nexus.Clock.Now, null).Value);
        var lead = await ALead(ABuyer());
        await Converted(lead.Id, Nothing with { Deal = new DealTarget(TargetMode.Existing, deal.Id) });
        (await StoredDeal(deal.Id)).SourceLeadId.ShouldBe(lead.Id);

        (await Undo(lead.Id)).Succeeded.ShouldBeTrue();

        (await StoredDeal(deal.Id)).ShouldSatisfyAllConditions(d => d.SourceLeadId.ShouldBeNull(), d => d.AccountId.ShouldBeNull(), d => d.Contacts.ShouldBeEmpty(), d => d.Utm.ShouldBe(Utm.None));
    }

    [Test]
    public async Task A_record_that_somebody_changed_stands_in_the_way_and_nothing_is_undone()
    {
        var lead = await ALead(ABuyer());
        var converted = await Converted(lead.Id, WithDeal);
        await Alice.WithDbAsync(async db =>
        {
            var account = await db.Set<Account>().SingleAsync(a => a.Id == converted.AccountId);
            account.Change(account.Details() with { Industry = "Retail" }, Nexus.Clock.Now, Alice.UserId);
            return await db.SaveChangesAsync();
        });

        var blockers = await Blockers(lead.Id);

        blockers.Select(b => (b.Reason, b.Type, b.Id)).ShouldBe([("changed", RecordType.Account, converted.AccountId)]);
        (await Stored(Alice, lead.Id)).Status.ShouldBe(LeadStatus.Converted);
        (await StoredDeal(converted.DealId)).DeletedAt.ShouldBeNull();
    }

    [Test]
    public async Task A_deleted_record_stands_in_the_way()
    {
        var lead = await ALead(ABuyer());
        var converted = await Converted(lead.Id);
        await Alice.WithDbAsync(async db =>
        {
            (await db.Set<Contact>().SingleAsync(c => c.Id == converted.ContactId)).Delete(Nexus.Clock.Now, Alice.UserId);
            return await db.SaveChangesAsync();
        });

        (await Blockers(lead.Id)).Select(b => (b.Reason, b.Id)).ShouldBe([("deleted", converted.ContactId)]);
    }

    [Test]
    public async Task What_others_built_on_it_stands_in_the_way()
    {
        var company = ACompany();
        var lead = await ALead(ABuyer(company));
        var converted = await Converted(lead.Id);
        var colleague = await ALead(ABuyer(company));
        var later = await Converted(colleague.Id);
        var call = await AnActivity(ActivityKind.Call, new RecordReference(RecordType.Account, converted.AccountId!.Value));

        var blockers = await Blockers(lead.Id);

        blockers.ShouldAllBe(b => b.Reason == "in_use");
        blockers.Select(b => b.Id).ShouldBe([later.ContactId, call.Id, colleague.Id], ignoreOrder: true);
    }

    [Test]
    public async Task After_thirty_days_it_is_too_late()
    {
        await using var nexus = await TestKit.Nexus.TestNexus.StartAsync();
        var owner = (await nexus.AnOrganizationAsync()).Owner;
        var lead = await ALead(owner, ABuyer());
        var other = await ALead(owner, ABuyer());
        await owner.Send(new ConvertLeadCommand(lead.Id, Nothing));
        await owner.Send(new ConvertLeadCommand(other.Id, Nothing));

        nexus.Clock.Advance(LeadConversion.UndoWindow);
        (await owner.Send(new UndoConversionCommand(lead.Id))).Succeeded.ShouldBeTrue();
        nexus.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await owner.Send(new UndoConversionCommand(other.Id));

        late.Error!.Code.ShouldBe("undo_blocked");
        late.Error.Details!["blockers"].ShouldBeAssignableTo<IReadOnlyList<UndoBlocker>>()!.Single().ShouldBe(UndoBlocker.Expired);
    }

    [Test]
    public async Task A_lead_that_is_not_converted_has_nothing_to_undo()
    {
        var lead = await ALead(ABuyer());

        (await Undo(lead.Id)).Error!.Code.ShouldBe("invalid_transition");
    }

    [Test]
    public async Task Of_two_undoing_at_once_one_finds_nothing_left()
    {
        var lead = await ALead(ABuyer());
        await Converted(lead.Id, WithDeal);

        var both = await Task.WhenAll(Undo(lead.Id), Undo(lead.Id));

        both.Count(r => r.Succeeded).ShouldBe(1);
        both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("invalid_transition");
    }

    [Test]
    public async Task Another_organizations_conversion_is_not_found()
    {
        var lead = await ALead(ABuyer());
        await Converted(lead.Id);
        var elsewhere = (await Nexus.AnOrganizationAsync()).Owner;

        (await elsewhere.Send(new UndoConversionCommand(lead.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    private Task<Result<LeadRecord>> Undo(Guid leadId) => Alice.Send(new UndoConversionCommand(leadId));

    private async Task<IReadOnlyList<UndoBlocker>> Blockers(Guid leadId)
    {
        var refused = await Undo(leadId);
        refused.Error.ShouldNotBeNull();
        refused.Error.Code.ShouldBe("undo_blocked");
        return refused.Error.Details!["blockers"].ShouldBeAssignableTo<IReadOnlyList<UndoBlocker>>()!;
    }
}
