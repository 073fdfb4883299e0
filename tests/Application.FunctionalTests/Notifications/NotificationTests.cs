using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Application.Notifications;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Notifications;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Notifications;

/// <summary>From a fact over the outbox to the members whom it concerns.</summary>
[TestFixture]
internal sealed class NotificationTests : CrmFixture
{
    private TestMember _bob = null!;

    [OneTimeSetUp]
    public async Task Bob() => _bob = await Organization.AddMemberAsync(Role.Manager, "Bob Manager");

    [SetUp]
    public async Task NothingToRead()
    {
        await DispatchAsync();
        await Done(_bob.Send(new ReadNotificationsCommand()));
        await Done(Alice.Send(new ReadNotificationsCommand()));
        await Done(_bob.Send(new UpdateNotificationPreferencesCommand([.. Enum.GetValues<NotificationKind>().Select(kind => new NotificationWish(kind, true))])));
    }

    [Test]
    public async Task A_member_is_told_of_a_lead_that_somebody_gives()
    {
        var lead = await ALeadOf(_bob);

        var told = (await UnreadOf(_bob)).ShouldHaveSingleItem();

        (told.Kind, told.Subject, told.SubjectId, told.SubjectName, told.ActorName).ShouldBe((NotificationKind.Assigned, "lead", lead, "Tan", "Alice Owner"));
        (await UnreadOf(Alice)).ShouldBeEmpty();
        (await Done(_bob.Send(new CountUnreadNotificationsQuery()))).ShouldBe(new UnreadNotifications(_bob.UserId, 1));
    }

    [Test]
    public async Task Nobody_is_told_of_own_acts()
    {
        var lead = (await Done(_bob.Send(new CreateLeadCommand(new LeadDetails { LastName = "Own" }, _bob.UserId)))).Id;
        await Done(_bob.Send(new ConvertLeadCommand(lead, new ConversionChoices { Account = ConversionTarget.Create, Contact = ConversionTarget.Create })));

        (await UnreadOf(_bob)).ShouldBeEmpty();
    }

    [Test]
    public async Task The_owner_is_told_when_somebody_else_converts_the_lead()
    {
        var lead = await ALeadOf(_bob);
        await Done(Alice.Send(new ConvertLeadCommand(lead, new ConversionChoices { Account = ConversionTarget.Create, Contact = ConversionTarget.Create })));

        (await UnreadOf(_bob)).Where(n => n.SubjectId == lead).Select(n => n.Kind).ShouldBe([NotificationKind.Converted, NotificationKind.Assigned]);
    }

    [Test]
    public async Task An_event_that_is_delivered_twice_tells_once()
    {
        var twice = new DeliveredEvent(Organization.Id, Guid.CreateVersion7(), "lead.assigned", await ALeadOf(_bob), 2, Nexus.Clock.Now, AuditActor.User, Alice.UserId, JsonSerializer.Serialize(new { ownerId = _bob.UserId }));
        var before = (await UnreadOf(_bob)).Count;

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var scope = Nexus.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<NexusCrm.Application.Common.Access.CurrentActor>().Become(Organization.Job);
            await scope.ServiceProvider.GetRequiredService<NotifyMembers>().ConsumeAsync(twice, CancellationToken.None);
        }

        (await UnreadOf(_bob)).Count.ShouldBe(before + 1);
    }

    [Test]
    public async Task Who_does_not_want_to_know_is_not_told()
    {
        await Done(_bob.Send(new UpdateNotificationPreferencesCommand([new(NotificationKind.Assigned, false)])));

        await ALeadOf(_bob);

        (await UnreadOf(_bob)).ShouldBeEmpty();
        (await Done(_bob.Send(new NotificationPreferencesQuery()))).Where(w => !w.InApp).Select(w => w.Kind).ShouldBe([NotificationKind.Assigned]);
        (await Refused(_bob.Send(new UpdateNotificationPreferencesCommand([new((NotificationKind)99, true)])))).Code.ShouldBe("validation_failed");
    }

    [Test]
    public async Task Reading_one_leaves_the_others_and_somebody_elses_cannot_be_read()
    {
        await ALeadOf(_bob);
        await ALeadOf(_bob);
        var told = await UnreadOf(_bob);

        (await Refused(Alice.Send(new ReadNotificationsCommand(told[0].Id)))).Code.ShouldBe("not_found");
        (await Refused(Stranger.Send(new ReadNotificationsCommand(told[0].Id)))).Code.ShouldBe("not_found");
        await Done(_bob.Send(new ReadNotificationsCommand(told[0].Id)));

        (await UnreadOf(_bob)).Select(n => n.Id).ShouldBe([told[1].Id]);
    }

    [Test]
    public async Task A_record_that_is_not_visible_any_more_is_not_named()
    {
        var sam = await ASalesperson();
        var lead = await ALeadOf(sam);
        (await UnreadOf(sam)).ShouldHaveSingleItem().SubjectName.ShouldBe("Tan");

        await Done(Alice.Send(new AssignLeadCommand(lead, Set<Guid?>(_bob.UserId), default)));

        (await UnreadOf(sam)).ShouldHaveSingleItem().SubjectName.ShouldBeNull();
    }

    [Test]
    public async Task Notifications_are_read_page_by_page()
    {
        for (var i = 0; i < 5; i++) await ALeadOf(_bob);

        var first = await Done(_bob.Send(new ListNotificationsQuery(UnreadOnly: true, Limit: 3)));
        var second = await Done(_bob.Send(new ListNotificationsQuery(UnreadOnly: true, first.Notifications[^1].Id, Limit: 3)));

        (first.Notifications.Count, first.HasMore, second.Notifications.Count, second.HasMore).ShouldBe((3, true, 2, false));
    }

    private async Task<Guid> ALeadOf(TestMember owner)
    {
        var lead = await Done(Alice.Send(new CreateLeadCommand(new LeadDetails { LastName = "Tan", Company = $"Company {Guid.CreateVersion7():N}" }, owner.UserId)));
        await DispatchAsync();
        return lead.Id;
    }

    private async Task<IReadOnlyList<NotificationLine>> UnreadOf(TestMember member)
    {
        await DispatchAsync();
        return (await Done(member.Send(new ListNotificationsQuery(UnreadOnly: true)))).Notifications;
    }

    private async Task DispatchAsync()
    {
        var (places, deliveries) = (Nexus.Services.GetRequiredService<EventPlaces>(), Nexus.Services.GetRequiredService<EventDeliveries>());
        while (await places.PlaceAsync(CancellationToken.None) + await deliveries.DeliverAsync(CancellationToken.None) > 0)
        {
            // Until nothing waits.
        }
    }
}
