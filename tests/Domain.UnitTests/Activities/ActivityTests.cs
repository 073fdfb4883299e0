using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Activities;

internal sealed class ActivityTests
{
    private static readonly RecordReference ALeadOfOurs = new(RecordType.Lead, Guid.CreateVersion7());

    private static Activity ACall() =>
        Ok(Activity.Create(Organization, new ActivityDetails { Kind = ActivityKind.Call, Subject = "Call back", Direction = ActivityDirection.Outbound, DueOn = Today }, [ALeadOfOurs, ALeadOfOurs], Now, Alice));

    [Test]
    public void A_planned_activity_is_open_and_belongs_to_its_author()
    {
        var call = ACall();

        (call.Status, call.OwnerId, call.DueOn, call.CompletedAt).ShouldBe((ActivityStatus.Open, Alice, Today, null));
        call.Links.ShouldHaveSingleItem().RecordId.ShouldBe(ALeadOfOurs.Id);
    }

    [Test]
    public void Completing_says_what_it_was_about()
    {
        var call = ACall();
        call.TakeEvents();

        Ok(call.Complete(" interested ", Now.AddHours(1), Bob));

        (call.Status, call.CompletedAt, call.CompletedBy, call.Outcome).ShouldBe((ActivityStatus.Done, Now.AddHours(1), Bob, "interested"));
        var completed = call.TakeEvents().ShouldHaveSingleItem().ShouldBeOfType<ActivityCompleted>();
        (completed.Kind, completed.Direction, completed.CompletedAt).ShouldBe((ActivityKind.Call, ActivityDirection.Outbound, Now.AddHours(1)));
        completed.About.ShouldBe([ALeadOfOurs]);
        Refused(call.Complete(null, Now, Bob)).Code.ShouldBe("activity_not_open");
        Refused(call.Cancel(Now, Bob)).Code.ShouldBe("activity_not_open");
    }

    [Test]
    public void Reopening_forgets_how_it_was_done()
    {
        var call = ACall();
        Ok(call.Complete("interested", Now, Bob));

        call.Reopen(Now, Bob);

        (call.Status, call.CompletedAt, call.CompletedBy, call.Outcome).ShouldBe((ActivityStatus.Open, null, null, null));
    }

    [Test]
    public void Something_that_happened_is_logged_as_done_but_not_in_the_future()
    {
        var details = new ActivityDetails { Kind = ActivityKind.Meeting, Subject = "Coffee" };

        Ok(Activity.Log(Organization, details, [ALeadOfOurs], null, Now.AddDays(-2), Now, Alice)).CompletedAt.ShouldBe(Now.AddDays(-2));
        Refused(Activity.Log(Organization, details, [ALeadOfOurs], null, Now.AddSeconds(1), Now, Alice)).Fields!.Keys.ShouldBe(["completedAt"]);
    }

    [TestCase(ActivityKind.Call, true)]
    [TestCase(ActivityKind.Meeting, true)]
    [TestCase(ActivityKind.Email, true)]
    [TestCase(ActivityKind.Note, false)]
    [TestCase(ActivityKind.Task, false)]
    public void Calls_meetings_and_mails_engage_and_have_a_direction(ActivityKind kind, bool engages)
    {
        Ok(Activity.Create(Organization, new ActivityDetails { Kind = kind, Subject = "x" }, [], Now, Alice)).IsEngagement.ShouldBe(engages);
        Activity.Create(Organization, new ActivityDetails { Kind = kind, Subject = "x", Direction = ActivityDirection.Inbound }, [], Now, Alice).Succeeded.ShouldBe(engages);
    }

    [Test]
    public void An_activity_is_due_on_a_day_or_at_a_moment_and_has_a_subject() =>
        Refused(Activity.Create(Organization, new ActivityDetails { DueAt = Now, DueOn = Today }, [], Now, Alice)).Fields!.Keys.ShouldBe(["subject", "dueOn"], ignoreOrder: true);

    [Test]
    public void The_kind_stays_whatever_a_change_says()
    {
        var call = ACall();

        Ok(call.Change(new ActivityDetails { Kind = ActivityKind.Task, Subject = "Call again" }, Now, Bob));

        (call.Kind, call.Subject, call.DueOn).ShouldBe((ActivityKind.Call, "Call again", null));
    }
}
