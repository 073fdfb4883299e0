using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;
using Quartz;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>
/// A job that goes through all organizations, as one that <c>nexus_job</c> lists, and sends each a message. It holds no rule. One organization's failure does not keep it from the others; a node's death lets
/// another begin the round again, so the message must be safe to send twice.
/// </summary>
[DisallowConcurrentExecution]
internal abstract partial class NightlyRound(NightlyTools tools) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var organization in await tools.OrganizationsAsync(cancellationToken)) await VisitAsync(organization, cancellationToken);
    }

    /// <summary>Sends the organization's message; the refusal, if any, is logged by its code.</summary>
    protected abstract Task<Error?> SendAsync(IUseCases useCases, CancellationToken ct);

    private async Task VisitAsync(Guid organization, CancellationToken ct)
    {
        try
        {
            if (await SendAsync(tools.UseCasesOf(organization), ct) is { } refusal) Refused(tools.Log, GetType().Name, organization, refusal.Code);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            Failed(tools.Log, GetType().Name, organization, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Round} was refused for organization {Organization}: {Code}")]
    private static partial void Refused(ILogger log, string round, Guid organization, string code);

    [LoggerMessage(2, LogLevel.Error, "{Round} failed for organization {Organization}")]
    private static partial void Failed(ILogger log, string round, Guid organization, Exception failure);
}

/// <summary>What nightly rounds share.</summary>
internal sealed class NightlyTools([FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, IServiceScopeFactory scopes, ILogger<NightlyTools> log)
{
    public ILogger Log => log;

    public IUseCases UseCasesOf(Guid organization) => new UseCases(scopes, new OrganizationsJob(organization), new JoinedScope());

    public async Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id from organizations order by id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    private sealed class OrganizationsJob(Guid organization) : IActorSource
    {
        public ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(ActorIdentity.Job(organization));
    }
}

/// <summary>Schedules nightly rounds.</summary>
internal static class NightlyRounds
{
    /// <summary>Runs a round every night at this time in Singapore; nights that were missed are made up for once.</summary>
    public static void AddNightlyRound<TRound>(this IQuartzBuilder quartz, string name, int hour, int minute)
        where TRound : NightlyRound
    {
        quartz.AddJob<TRound>(job => job.WithIdentity(name, "nightly").RequestRecovery().StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(name, "nightly").WithIdentity(name, "nightly").WithSchedule(CronScheduleBuilder.Create($"0 {minute} {hour} * * ?")
            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore")).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }
}
