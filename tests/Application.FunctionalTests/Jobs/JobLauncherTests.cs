using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Jobs;
using NexusCrm.Infrastructure;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Jobs;

/// <summary>Jobs as hosts run them: the clustered scheduler, the launcher, the change feed.</summary>
[TestFixture]
internal sealed class JobLauncherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ActorIdentity _actor = new(ActorKind.User, Guid.CreateVersion7(), Guid.CreateVersion7(), null);
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task Prepare() => _database = await TestNexus.ADatabaseAsync();

    [OneTimeTearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task A_queued_job_starts_within_a_second_and_two_nodes_do_it_once()
    {
        var steps = 0;
        var watch = new CountingWork.Watch { BeforeStep = (_, _) => Task.FromResult(Interlocked.Increment(ref steps)) };
        using var one = await NodeAsync(watch);
        using var two = await NodeAsync(watch);
        await FinishedAsync(one, await CountingWork.QueueAsync(one.Services, _actor, 1));

        var clock = Stopwatch.StartNew();
        var state = await FinishedAsync(two, await CountingWork.QueueAsync(one.Services, _actor, 5));

        TestContext.Out.WriteLine($"queued to done: {clock.ElapsedMilliseconds} ms");
        (state.StartedAt!.Value - state.CreatedAt).ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
        (state.Status, state.Processed, steps).ShouldBe((JobStatus.Completed, 5, 6));
        await one.StopAsync();
        await two.StopAsync();
    }

    [Test]
    public async Task A_node_that_stops_hands_its_job_to_another()
    {
        var reached = new TaskCompletionSource();
        using var one = await NodeAsync(new CountingWork.Watch
        {
            BeforeStep = async (row, ct) =>
            {
                if (row < 3) return;
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
            },
        });
        var job = await CountingWork.QueueAsync(one.Services, _actor, 5);
        await reached.Task.WaitAsync(Patience);

        await one.StopAsync();
        using var two = await NodeAsync(new CountingWork.Watch());

        (await FinishedAsync(two, job)).Processed.ShouldBe(5);
        await two.StopAsync();
    }

    private async Task<IHost> NodeAsync(CountingWork.Watch watch)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddApplication().AddInfrastructure(_database.Connections, new ConfigurationBuilder().Build());
        builder.Services.AddSingleton(watch).AddScoped<IJobWork, CountingWork>();
        builder.Services.AddSingleton<IActorAccessSource, Everything>().AddScoped<IActorSource, Nobody>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private async Task<JobState> FinishedAsync(IHost node, Guid job)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var state = await CountingWork.Scoped(node.Services, _actor, scope => Task.FromResult(scope.Db.Set<BackgroundJob>().Where(j => j.Id == job).Select(JobState.Of).Single()));
            if (state.FinishedAt is not null) return state;
            await Task.Delay(20, patience.Token);
        }
    }

    private sealed class Everything : IActorAccessSource
    {
        public ValueTask<ActorAccess?> OfAsync(ActorIdentity identity, CancellationToken ct) => ValueTask.FromResult<ActorAccess?>(ActorAccess.Everything);
    }

    private sealed class Nobody : IActorSource
    {
        public ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(ActorIdentity.Anonymous);
    }
}
