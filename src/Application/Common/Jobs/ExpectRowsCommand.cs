using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Notes how many rows a job has to work on.</summary>
[JobsOnly]
public sealed record ExpectRowsCommand(JobRun Run, long Total) : ICommand<Done>;

internal sealed class ExpectRowsCommandHandler(JobLedger ledger) : ICommandHandler<ExpectRowsCommand, Done>
{
    public Task<Result<Done>> Handle(ExpectRowsCommand command, CancellationToken cancellationToken) =>
        ledger.ChangeAsync(command.Run.JobId, (job, _) => job.Expect(command.Run.Lease, command.Total), cancellationToken);
}
