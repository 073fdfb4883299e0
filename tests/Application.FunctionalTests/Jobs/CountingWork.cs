using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.FunctionalTests.Jobs;

/// <summary>Work that counts up to what it is asked, one step per row, and lets a test look in between.</summary>
internal sealed class CountingWork(IServiceProvider services, TimeProvider clock, CountingWork.Watch watch) : IJobWork
{
    public const string CountingKind = "counting";

    public string Kind => CountingKind;

    public string? UndoKind => CountingKind;

    public async Task<Result<Done>> RunAsync(JobRun run, IUseCases useCases, CancellationToken ct)
    {
        for (var row = run.From<Place>().Row + 1; row <= run.Asked<Order>().Rows; row++)
        {
            await watch.BeforeStep(row, ct);
            var step = await StepAsync(run, row, ct);
            if (!step.Succeeded) return step.Error;
            if (!step.Value.GoOn) break;
        }

        return Done.Value;
    }

    /// <summary>As a message would: in a scope of its own.</summary>
    private Task<Result<StepTaken>> StepAsync(JobRun run, int row, CancellationToken ct) => Scoped<Result<StepTaken>>(services, ActorIdentity.Job(run.OrganizationId), async scope =>
    {
        await using var transaction = await scope.Db.BeginAsync(ct);
        var held = await scope.Ledger.HoldAsync(run, ct);
        if (!held.Succeeded) return held.Error;
        if (held.Value.Status is JobStatus.Cancelling) return new StepTaken(false);

        held.Value.Advance(run.Lease, new JobProgress(1, 0, 0), JsonSerializer.Serialize(new Place(row), JobLedger.Json), "{}", clock.GetUtcNow());
        await scope.Db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new StepTaken(true);
    });

    internal sealed record Order(int Rows);

    internal sealed record Place(int Row);

    /// <summary>What the test does before each step.</summary>
    internal sealed class Watch
    {
        public Func<int, CancellationToken, Task> BeforeStep { get; set; } = (_, _) => Task.CompletedTask;
    }

    /// <summary>Queues a count as a member.</summary>
    public static Task<Guid> QueueAsync(IServiceProvider services, ActorIdentity actor, int rows) => Scoped(services, actor, async scope =>
    {
        var job = scope.Ledger.Queue(CountingKind, null, new Order(rows));
        await scope.Db.SaveChangesAsync();
        return job.Id;
    });

    public static async Task<T> Scoped<T>(IServiceProvider services, ActorIdentity actor, Func<(JobLedger Ledger, INexusDbContext Db), Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(actor);
        return await act((scope.ServiceProvider.GetRequiredService<JobLedger>(), scope.ServiceProvider.GetRequiredService<INexusDbContext>()));
    }
}
