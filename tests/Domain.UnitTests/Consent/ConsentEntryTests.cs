using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Consent;

internal sealed class ConsentEntryTests
{
    private static readonly RecordReference Person = new(RecordType.Lead, Guid.CreateVersion7());

    private static ConsentEntry Said(ConsentDecision decision, DateTimeOffset at, ConsentChannel channel = ConsentChannel.Email) =>
        Ok(ConsentEntry.Record(Organization, new ConsentStatement(Person, ConsentPurpose.Marketing, channel, decision, 2, "I agree.", "form", "reference 7"), at, null));

    [Test]
    public void What_was_said_last_holds()
    {
        var current = ConsentEntry.Current([Said(ConsentDecision.Granted, Now), Said(ConsentDecision.Withdrawn, Now.AddDays(1)), Said(ConsentDecision.Granted, Now, ConsentChannel.Phone)]);

        current.Select(e => (e.Channel, e.Decision)).ShouldBe([(ConsentChannel.Email, ConsentDecision.Withdrawn), (ConsentChannel.Phone, ConsentDecision.Granted)]);
    }

    [Test]
    public void Of_two_at_one_moment_the_withdrawal_holds() =>
        ConsentEntry.Current([Said(ConsentDecision.Withdrawn, Now), Said(ConsentDecision.Granted, Now)]).ShouldHaveSingleItem().Decision.ShouldBe(ConsentDecision.Withdrawn);

    [Test]
    public void A_decision_is_carried_over_with_its_time_and_proof()
    {
        var (said, contact) = (Said(ConsentDecision.Granted, Now), new RecordReference(RecordType.Contact, Guid.CreateVersion7()));

        var carried = said.CarriedTo(contact);

        carried.Id.ShouldNotBe(said.Id);
        (carried.PersonType, carried.PersonId, carried.At, carried.Proof, carried.WordingVersion, carried.Wording).ShouldBe((RecordType.Contact, contact.Id, Now, "reference 7", 2, "I agree."));
    }

    [Test]
    public void Only_people_consent_and_somewhere() =>
        Refused(ConsentEntry.Record(Organization, new ConsentStatement(new(RecordType.Deal, Guid.CreateVersion7()), ConsentPurpose.Marketing, ConsentChannel.Any, ConsentDecision.Granted, null, null, " ", null), Now, null))
            .Fields!.Keys.ShouldBe(["person", "source"], ignoreOrder: true);
}
