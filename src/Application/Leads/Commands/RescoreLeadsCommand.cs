using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Scores every lead of the organization again, each night, for the factors that count days. Answers how many leads have another score. Each batch is saved on its own; doing it twice is harmless.</summary>
[JobsOnly]
public sealed record RescoreLeadsCommand : ICommand<int>;

internal sealed class RescoreLeadsCommandHandler(LeadScoring scoring, IRescore rescore, TimeProvider clock) : ICommandHandler<RescoreLeadsCommand, int>
{
    public async Task<Result<int>> Handle(RescoreLeadsCommand command, CancellationToken ct)
    {
        var (profile, now) = (await scoring.ProfileAsync(ct), clock.GetUtcNow());
        var written = 0;
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            var batch = await rescore.NextAsync(profile, now, last, ct);
            written += batch.Written;
            after = batch.Last;
        }

        return written;
    }
}
