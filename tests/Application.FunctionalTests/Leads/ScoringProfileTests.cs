using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class UpdateScoringProfileCommandTests : LeadFixture
{
    [Test]
    public async Task New_rules_score_all_leads_again_by_a_job()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var lead = await ALead(organization.Owner);

        var queued = await organization.Owner.Send(new UpdateScoringProfileCommand([new ScoringFactor(ScoringFactors.Email, 70)], Version: 1));
        await RunAsync(organization, queued.Value.JobId);

        var job = (await organization.Owner.Send(new GetJobQuery(queued.Value.JobId))).Value;
        (job.Type, job.Status, job.Succeeded).ShouldBe(("leads_rescore", JobStatus.Completed, 1));
        job.Outcome.GetProperty("rescored").GetInt64().ShouldBe(1);
        var scored = (await organization.Owner.Send(new GetLeadQuery(lead.Id))).Value;
        (scored.Score, scored.Version).ShouldBe((70, 1));
    }

    [Test]
    public async Task Wrong_rules_and_stale_callers_are_refused_and_queue_nothing()
    {
        var organization = await Nexus.AnOrganizationAsync();

        (await organization.Owner.Send(new UpdateScoringProfileCommand([new ScoringFactor("luck", 10)]))).Error!.Fields!.Keys.ShouldBe(["factors"]);
        (await organization.Owner.Send(new UpdateScoringProfileCommand([], Version: 7))).Error!.Code.ShouldBe("version_conflict");
        (await organization.Owner.WithDbAsync(db => db.Set<BackgroundJob>().AnyAsync())).ShouldBeFalse();
    }

    [Test]
    public async Task Salespeople_read_the_rules_but_do_not_change_them()
    {
        var sam = await ASalesperson(Organization);

        (await sam.Send(new GetScoringProfileQuery())).Value.Factors.Count.ShouldBe(ScoringFactors.Defaults.Count);
        (await sam.Send(new UpdateScoringProfileCommand([]))).Error!.Code.ShouldBe("forbidden");
    }

    private Task RunAsync(TestOrganization organization, Guid job) => Nexus.Services.GetRequiredService<JobRunner>().RunAsync(organization.Id, job, holderIsGone: false, CancellationToken.None);
}

[TestFixture]
internal sealed class RescoreBatchCommandTests : LeadFixture
{
    [Test]
    public async Task A_node_that_lost_its_lease_writes_nothing()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var lead = await ALead(organization.Owner);
        var queued = (await organization.Owner.Send(new UpdateScoringProfileCommand([new ScoringFactor(ScoringFactors.Email, 70)]))).Value;
        var stale = new JobRun(organization.Id, queued.JobId, Guid.CreateVersion7(), "rescore", "leads", organization.Owner.UserId, Nexus.Clock.Now, "{}", "{}", null);

        (await Nexus.SendAsync(organization.Job, new RescoreBatchCommand(stale))).Error!.Code.ShouldBe("job_lease_lost");

        (await Stored(organization.Owner, lead.Id)).Score.ShouldBe(lead.Score);
    }
}
