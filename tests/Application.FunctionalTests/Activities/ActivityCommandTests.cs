using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Queries;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Activities;

internal abstract class ActivityFixture : CrmFixture
{
    protected Task<ActivityRecord> ATask(params RecordReference[] about) => Done(Alice.Send(new CreateActivityCommand(new ActivityDetails { Kind = ActivityKind.Task, Subject = "Send quote" }, about)));

    protected Task<LeadRecord> ALead() => Done(Alice.Send(new CreateLeadCommand(new LeadDetails { LastName = "Tan", Email = $"{Guid.CreateVersion7():N}@acme.sg" })));

    protected Task<LeadRecord> Lead(Guid id) => Done(Alice.Send(new GetLeadQuery(id)));

    protected static RecordReference About(LeadRecord lead) => new(RecordType.Lead, lead.Id);
}

[TestFixture]
internal sealed class CreateActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task One_activity_is_about_many_records_and_listed_with_each()
    {
        var (lead, account) = (await ALead(), await AnAccount());

        var task = await ATask(About(lead), new RecordReference(RecordType.Account, account.Id));

        task.Links.Count.ShouldBe(2);
        (await Done(Alice.Send(new ListActivitiesQuery(new ListRequest(), About(lead))))).Rows.Single().Id.ShouldBe(task.Id);
        (await Done(Alice.Send(new ListActivitiesQuery(new ListRequest(), new RecordReference(RecordType.Account, account.Id))))).Rows.Single().OwnerName.ShouldBe("Alice Owner");
        (await Stranger.Send(new ListActivitiesQuery(new ListRequest(), About(lead)))).Error!.Code.ShouldBe("not_found");
    }

    [Test]
    public async Task What_it_is_about_must_be_there()
    {
        var foreign = await AnAccount(by: Stranger);
        RecordReference[] about = [About(await ALead()), new RecordReference(RecordType.Account, foreign.Id)];

        (await Refused(Alice.Send(new CreateActivityCommand(new ActivityDetails { Subject = "Call" }, about)))).Fields!["links[1].id"].ShouldBe(["not found"]);
    }
}

[TestFixture]
internal sealed class LogActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task An_outbound_call_makes_a_new_lead_contacted_and_raises_its_score()
    {
        var lead = await ALead();

        var call = await Done(Alice.Send(new LogActivityCommand(new ActivityDetails { Kind = ActivityKind.Call, Subject = "Intro", Direction = ActivityDirection.Outbound }, [About(lead)], "Interested")));

        (call.Status, call.Outcome, call.CompletedAt).ShouldBe((ActivityStatus.Done, "Interested", Nexus.Clock.Now));
        var now = await Lead(lead.Id);
        now.Status.ShouldBe(LeadStatus.Contacted);
        now.Score.ShouldBe(lead.Score + 15);
    }

    [Test]
    public async Task The_future_cannot_be_logged() =>
        (await Refused(Alice.Send(new LogActivityCommand(new ActivityDetails { Subject = "Call" }, [], null, Nexus.Clock.Now.AddMinutes(1))))).Fields!.Keys.ShouldBe(["completedAt"]);
}

[TestFixture]
internal sealed class CompleteActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task A_completed_meeting_engages_without_moving_the_leads_version()
    {
        var lead = await ALead();
        var meeting = await Done(Alice.Send(new CreateActivityCommand(new ActivityDetails { Kind = ActivityKind.Meeting, Subject = "Demo" }, [About(lead)])));

        (await Done(Alice.Send(new CompleteActivityCommand(meeting.Id, "Went well", meeting.Version)))).Status.ShouldBe(ActivityStatus.Done);

        var now = await Lead(lead.Id);
        (now.Score, now.Version, now.Status).ShouldBe((lead.Score + 15, lead.Version, LeadStatus.New));
        now.DerivedStamp.ShouldBeGreaterThan(lead.DerivedStamp);
    }

    [Test]
    public async Task It_is_completed_once()
    {
        var task = await ATask();
        await Done(Alice.Send(new CompleteActivityCommand(task.Id)));

        (await Refused(Alice.Send(new CompleteActivityCommand(task.Id)))).Code.ShouldBe("activity_not_open");
        (await Refused(Stranger.Send(new CompleteActivityCommand(task.Id)))).Kind.ShouldBe(ErrorKind.NotFound);
    }
}

[TestFixture]
internal sealed class ReopenActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task It_forgets_when_and_by_whom_it_was_done()
    {
        var task = await ATask();
        await Done(Alice.Send(new CompleteActivityCommand(task.Id, "Done")));

        var open = await Done(Alice.Send(new ReopenActivityCommand(task.Id)));

        (open.Status, open.CompletedAt, open.CompletedBy, open.Outcome).ShouldBe((ActivityStatus.Open, null, null, null));
    }
}

[TestFixture]
internal sealed class CancelActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task It_will_not_be_done() => (await Done(Alice.Send(new CancelActivityCommand((await ATask()).Id)))).Status.ShouldBe(ActivityStatus.Cancelled);
}

[TestFixture]
internal sealed class UpdateActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task A_due_moment_can_become_a_day_and_somebody_else_can_do_it()
    {
        var task = await Done(Alice.Send(new CreateActivityCommand(new ActivityDetails { Kind = ActivityKind.Task, Subject = "Call back", DueAt = Nexus.Clock.Now }, [])));
        var sam = await ASalesperson();

        var changed = await Done(Alice.Send(new UpdateActivityCommand(task.Id, new ActivityPatch { DueAt = null, DueOn = new DateOnly(2026, 8, 1), OwnerId = sam.UserId }, task.Version)));

        (changed.DueAt, changed.DueOn, changed.Subject, changed.OwnerName).ShouldBe((null, new DateOnly(2026, 8, 1), "Call back", "Sam Sales"));
        (await Refused(Alice.Send(new UpdateActivityCommand(task.Id, new ActivityPatch { DueAt = Nexus.Clock.Now })))).Fields!.Keys.ShouldBe(["dueOn"]);
    }
}

[TestFixture]
internal sealed class DeleteActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task It_leaves_the_record_it_was_about()
    {
        var lead = await ALead();
        var task = await ATask(About(lead));

        await Done(Alice.Send(new DeleteActivityCommand(task.Id)));

        (await Done(Alice.Send(new ListActivitiesQuery(new ListRequest(), About(lead))))).Rows.ShouldBeEmpty();
    }
}

[TestFixture]
internal sealed class RestoreActivityCommandTests : ActivityFixture
{
    [Test]
    public async Task It_is_back_with_its_records()
    {
        var lead = await ALead();
        var task = await ATask(About(lead));
        await Done(Alice.Send(new DeleteActivityCommand(task.Id)));

        (await Done(Alice.Send(new RestoreActivityCommand(task.Id)))).Links.Single().ShouldBe(About(lead));
    }
}
