using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Jobs;

/// <summary>One job on one node: its lease, its end, its cancellation, who sees it.</summary>
[TestFixture]
internal sealed class JobRunnerTests
{
    private readonly CountingWork.Watch _watch = new();
    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _nexus = await TestNexus.StartAsync(services => services.AddSingleton(_watch).AddScoped<IJobWork, CountingWork>());
        _organization = await _nexus.AnOrganizationAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [SetUp]
    public void Reset() => _watch.BeforeStep = (_, _) => Task.CompletedTask;

    [Test]
    public async Task A_job_runs_to_its_end()
    {
        var job = await QueueAsync(3);

        await RunAsync(job);

        var state = await StateAsync(job);
        (state.Status, state.Processed, state.StartedAt, state.FinishedAt).ShouldBe((JobStatus.Completed, 3, _nexus.Clock.Now, _nexus.Clock.Now));
    }

    [Test]
    public async Task A_job_that_breaks_off_goes_on_from_its_last_step()
    {
        var job = await QueueAsync(4);
        var steps = new List<int>();
        _watch.BeforeStep = (row, _) =>
        {
            steps.Add(row);
            return steps.Count == 3 ? throw new TimeoutException("the database was away") : Task.CompletedTask;
        };

        await RunAsync(job);
        (await StateAsync(job)).Status.ShouldBe(JobStatus.Queued);
        await RunAsync(job);

        steps.ShouldBe([1, 2, 3, 3, 4]);
        (await StateAsync(job)).Processed.ShouldBe(4);
    }

    [Test]
    public async Task A_node_whose_job_was_taken_over_saves_nothing_more()
    {
        var job = await QueueAsync(3);
        _watch.BeforeStep = async (row, _) =>
        {
            if (row != 2) return;
            _watch.BeforeStep = (_, _) => Task.CompletedTask;
            await RunAsync(job, holderIsGone: true);
        };

        await RunAsync(job);

        var state = await StateAsync(job);
        (state.Status, state.Processed).ShouldBe((JobStatus.Completed, 3));
    }

    [Test]
    public async Task A_job_that_another_node_works_on_is_left_alone()
    {
        var job = await QueueAsync(2);
        var steps = 0;
        _watch.BeforeStep = async (_, _) =>
        {
            steps++;
            await RunAsync(job);
        };

        await RunAsync(job);

        steps.ShouldBe(2);
    }

    [Test]
    public async Task A_cancelled_job_stops_at_its_next_step_and_keeps_what_was_done()
    {
        var job = await QueueAsync(5);
        _watch.BeforeStep = async (row, _) =>
        {
            if (row == 3) (await _organization.Owner.Send(new CancelJobCommand(job))).Value.Status.ShouldBe(JobStatus.Cancelling);
        };

        await RunAsync(job);

        var state = await StateAsync(job);
        (state.Status, state.Processed).ShouldBe((JobStatus.Cancelled, 2));
    }

    [Test]
    public async Task A_node_that_stops_lets_go_of_its_job()
    {
        var job = await QueueAsync(5);
        using var stopping = new CancellationTokenSource();
        _watch.BeforeStep = async (row, ct) =>
        {
            if (row == 2) await stopping.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };

        await _nexus.Services.GetRequiredService<JobRunner>().RunAsync(_organization.Id, job, holderIsGone: false, stopping.Token);

        var state = await StateAsync(job);
        (state.Status, state.Processed).ShouldBe((JobStatus.Queued, 1));
    }

    [Test]
    public async Task Jobs_are_seen_by_who_asked_for_them_and_by_those_who_manage_jobs()
    {
        var job = await QueueAsync(1);
        var sales = await _organization.AddMemberAsync(Role.Sales);
        var stranger = (await _nexus.AnOrganizationAsync("Other")).Owner;

        (await (await _organization.AddMemberAsync(Role.Manager)).Send(new GetJobQuery(job))).Succeeded.ShouldBeTrue();
        (await sales.Send(new GetJobQuery(job))).Error.ShouldBe(JobErrors.NotFound);
        (await sales.Send(new CancelJobCommand(job))).Error.ShouldBe(JobErrors.NotFound);
        (await sales.Send(new UndoJobCommand(job))).Error.ShouldBe(JobErrors.NotFound);
        (await stranger.Send(new GetJobQuery(job))).Error.ShouldBe(JobErrors.NotFound);
        (await sales.Send(new ListJobsQuery())).Value.ShouldBeEmpty();
        (await _organization.Owner.Send(new ListJobsQuery(Limit: 200))).Value.ShouldContain(j => j.Id == job);
    }

    [Test]
    public async Task The_list_of_jobs_goes_on_where_a_page_ended()
    {
        var organization = await _nexus.AnOrganizationAsync("Pages");
        var queued = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            _nexus.Clock.Advance(TimeSpan.FromSeconds(1));
            queued.Add(await CountingWork.QueueAsync(_nexus.Services, organization.Owner.Identity, 1));
        }

        var first = (await organization.Owner.Send(new ListJobsQuery(Limit: 2))).Value;
        var rest = (await organization.Owner.Send(new ListJobsQuery(first[^1].Id, Limit: 2))).Value;

        first.Concat(rest).Select(j => j.Id).ShouldBe(Enumerable.Reverse(queued));
    }

    [Test]
    public async Task An_undo_is_queued_once()
    {
        var job = await QueueAsync(1);
        await RunAsync(job);

        var undo = (await _organization.Owner.Send(new UndoJobCommand(job))).Value;

        undo.Status.ShouldBe(JobStatus.Queued);
        (await StateAsync(job)).UndoJobId.ShouldBe(undo.Id);
        (await _organization.Owner.Send(new UndoJobCommand(job))).Error!.Code.ShouldBe("already_undone");
    }

    private Task<Guid> QueueAsync(int rows) => CountingWork.QueueAsync(_nexus.Services, _organization.Owner.Identity, rows);

    private Task RunAsync(Guid job, bool holderIsGone = false) =>
        _nexus.Services.GetRequiredService<JobRunner>().RunAsync(_organization.Id, job, holderIsGone, CancellationToken.None);

    private async Task<JobState> StateAsync(Guid job) => (await _organization.Owner.Send(new GetJobQuery(job))).Value;
}
