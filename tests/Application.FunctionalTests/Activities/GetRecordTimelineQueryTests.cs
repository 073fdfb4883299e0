using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Activities;

[TestFixture]
internal sealed class GetRecordTimelineQueryTests : ActivityFixture
{
    [Test]
    public async Task An_accounts_timeline_holds_its_conversion_and_what_happened_to_its_contact_and_deal()
    {
        var converted = await Converted();
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        await Done(Alice.Send(new LogActivityCommand(new ActivityDetails { Kind = ActivityKind.Call, Subject = "Intro" }, [new RecordReference(RecordType.Contact, converted.ContactId!.Value)])));
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        await Done(Alice.Send(new MoveDealCommand(converted.DealId!.Value, (await Stage("Qualified")).Id, null, null, DealClosing.Unsaid)));

        var items = await Timeline(Alice, RecordType.Account, converted.AccountId!.Value);

        items.Select(i => (i.Kind, i.Title)).ShouldBe([(TimelineKind.Status, "Moved from New to Qualified"), (TimelineKind.Activity, "Intro"), (TimelineKind.Conversion, "The lead Tan was converted")]);
        items[0].Subject.Type.ShouldBe(RecordType.Deal);
        items.ShouldAllBe(i => i.Actor.Name == "Alice Owner");
        (await Timeline(Alice, RecordType.Contact, converted.ContactId.Value)).Count.ShouldBe(3);
        (await Timeline(Alice, RecordType.Deal, converted.DealId.Value)).Select(i => i.Kind).ShouldBe([TimelineKind.Status, TimelineKind.Conversion]);
    }

    [Test]
    public async Task What_the_viewer_does_not_see_is_left_out()
    {
        var converted = await Converted();
        await Done(Alice.Send(new MoveDealCommand(converted.DealId!.Value, (await Stage("Qualified")).Id, null, null, DealClosing.Unsaid)));
        var (sam, hidden) = (await ASalesperson(), await AnAccount());
        await Done(Alice.Send(new UpdateDealCommand(converted.DealId.Value, new Application.Deals.DealPatch { OwnerId = Alice.UserId })));
        await Done(Alice.Send(new AssignAccountCommand(converted.AccountId!.Value, sam.UserId)));

        (await Timeline(sam, RecordType.Account, converted.AccountId.Value)).ShouldNotContain(i => i.Kind == TimelineKind.Status);
        (await Refused(sam.Send(new GetRecordTimelineQuery(new RecordReference(RecordType.Account, hidden.Id), new TimelineRequest())))).Kind.ShouldBe(ErrorKind.NotFound);
        (await Refused(Stranger.Send(new GetRecordTimelineQuery(new RecordReference(RecordType.Account, converted.AccountId.Value), new TimelineRequest())))).Kind.ShouldBe(ErrorKind.NotFound);
    }

    private async Task<ConvertedLead> Converted() =>
        await Done(Alice.Send(new ConvertLeadCommand((await ALead()).Id, new ConversionChoices { Account = ConversionTarget.Create, Deal = new DealTarget(TargetMode.Create) })));

    private static async Task<IReadOnlyList<TimelineItem>> Timeline(TestMember viewer, RecordType type, Guid id) =>
        (await Done(viewer.Send(new GetRecordTimelineQuery(new RecordReference(type, id), new TimelineRequest())))).Rows;
}
