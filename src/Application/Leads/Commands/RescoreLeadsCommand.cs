using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Scores every lead of the organization again: each night, for the factors that count days, and after a change of the profile. Answers how many leads have another score.</summary>
[JobsOnly]
public sealed record RescoreLeadsCommand : ICommand<int>;

internal sealed class RescoreLeadsCommandHandler(LeadScoring scoring, IRescore rescore, TimeProvider clock) : ICommandHandler<RescoreLeadsCommand, int>
{
    public async Task<Result<int>> Handle(RescoreLeadsCommand command, CancellationToken ct) =>
        await rescore.AllAsync(await scoring.ProfileAsync(ct), clock.GetUtcNow(), ct);
}
