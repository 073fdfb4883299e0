using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Leads.Conversion;

/// <summary>What touches a lead or its activities while it is converted waits or tries again: nobody is told of a conflict that is none.</summary>
[TestFixture]
internal sealed class ConversionRaceTests : ConversionFixture
{
    [Test]
    public async Task Completing_an_activity_and_converting_its_lead_at_once_both_succeed([Range(1, 8)] int round)
    {
        var lead = await Add(Lead.Create(Organization.Id, ABuyer() with { Description = $"Round {round}" }, Nexus.Clock.Now, Alice.UserId).Value);
        var calls = new List<Activity>();
        for (var i = 0; i < 3; i++) calls.Add(await AnActivity(ActivityKind.Call, new RecordReference(RecordType.Lead, lead.Id)));

        var completing = calls.ConvertAll(call => Alice.Send(new CompleteActivityCommand(call.Id)));
        var converting = Convert(lead.Id);
        await Task.WhenAll(completing.Cast<Task>().Append(converting));

        (await converting).Succeeded.ShouldBeTrue((await converting).Error?.ToString());
        foreach (var completed in completing) (await completed).Succeeded.ShouldBeTrue((await completed).Error?.ToString());
        foreach (var call in calls) (await StoredActivity(call.Id)).Links.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_version_that_the_caller_saw_is_still_compared_after_a_lost_race()
    {
        var lead = await Add(Lead.Create(Organization.Id, ABuyer(), Nexus.Clock.Now, Alice.UserId).Value);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Alice.Send(new TagLeadCommand(lead.Id, [$"tag{i}"], [], lead.Version))));

        both.Count(r => r.Succeeded).ShouldBe(1);
        both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("version_conflict");
    }
}
