using Quartz;

namespace NexusCrm.Infrastructure.Audit;

/// <summary>Every two seconds, on one node at a time: seals the entries of committed transactions.</summary>
[DisallowConcurrentExecution]
internal sealed class SealAuditTrail(AuditSealer sealer) : IJob
{
    private const string Name = "seal-audit-trail", Group = "audit";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sealer.SealAsync(cancellationToken);

    /// <summary>Schedules it; firings that were missed are not made up for, since the next one seals all that waits.</summary>
    public static void AddTo(IQuartzBuilder quartz)
    {
        quartz.AddJob<SealAuditTrail>(job => job.WithIdentity(Name, Group).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(Name, Group).WithIdentity(Name, Group)
            .WithSimpleSchedule(schedule => schedule.WithInterval(Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }
}
