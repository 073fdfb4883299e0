using Quartz;

namespace NexusCrm.Infrastructure.Jobs;

/// <summary>The one Quartz job behind all queued jobs: hands the id to the runner. When its node dies, Quartz starts it again on another one.</summary>
[DisallowConcurrentExecution]
internal sealed class BackgroundRun(JobRunner runner) : IJob
{
    public const string Group = "background", Organization = "organization", Job = "job";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        await runner.RunAsync(Guid.Parse(data.GetString(Organization)!), Guid.Parse(data.GetString(Job)!), holderIsGone: context.Recovering, cancellationToken);
    }

    public static JobKey KeyOf(Guid job) => new(job.ToString(), Group);

    /// <summary>The Quartz job of a background job; there is one however often and on however many nodes it is asked for.</summary>
    public static IJobDetail DetailOf(Guid organization, Guid job) => JobBuilder.Create<BackgroundRun>()
        .WithIdentity(KeyOf(job))
        .UsingJobData(Organization, organization.ToString())
        .UsingJobData(Job, job.ToString())
        .RequestRecovery()
        .Build();

    /// <summary>Fires at once by the application's clock, which the scheduler follows too.</summary>
    public static ITrigger TriggerOf(Guid job, TimeProvider clock) => TriggerBuilder.Create(clock)
        .WithIdentity(job.ToString(), Group)
        .StartNow()
        .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
        .Build();
}
