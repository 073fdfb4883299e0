using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Queries;
using NexusCrm.Domain.Activities;

namespace NexusCrm.Application.FunctionalTests.Activities;

[TestFixture]
internal sealed class ListAgendaQueryTests : ActivityFixture
{
    [Test]
    public async Task The_most_urgent_comes_first_whatever_kind_of_due_date_it_has()
    {
        await Add("Undated", new() { Kind = ActivityKind.Task });
        await Add("Friday in the evening", new() { Kind = ActivityKind.Task, DueAt = At("2026-11-27T20:00:00+08:00") });
        await Add("Friday", new() { Kind = ActivityKind.Task, DueOn = new DateOnly(2026, 11, 27) });
        await Add("Thursday", new() { Kind = ActivityKind.Task, DueOn = new DateOnly(2026, 11, 26) });
        await Add("Saturday just after midnight", new() { Kind = ActivityKind.Task, DueAt = At("2026-11-28T00:30:00+08:00") });
        await Add("A call of long ago", new() { Kind = ActivityKind.Call, DueOn = new DateOnly(2026, 1, 5) });

        (await Subjects(10)).ShouldBe(["A call of long ago", "Thursday", "Friday in the evening", "Friday", "Saturday just after midnight", "Undated"]);
        (await Subjects(3)).ShouldBe(["A call of long ago", "Thursday", "Friday in the evening"]);
        (await Subjects(10, ActivityKind.Call)).ShouldBe(["A call of long ago"]);
    }

    [Test]
    public async Task Only_what_is_open_and_ones_own_is_on_it()
    {
        var done = await ATask();
        await Done(Alice.Send(new CompleteActivityCommand(done.Id)));

        (await Subjects(10)).ShouldBeEmpty();
        (await Refused(Alice.Send(new ListAgendaQuery(0)))).Code.ShouldBe("validation_failed");
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private Task<ActivityRecord> Add(string subject, ActivityDetails details) =>
        Done(Alice.Send(new CreateActivityCommand(details with { Subject = subject }, [])));

    private async Task<IEnumerable<string>> Subjects(int limit, ActivityKind? kind = null) => (await Done(Alice.Send(new ListAgendaQuery(limit, kind)))).Select(a => a.Subject);
}
