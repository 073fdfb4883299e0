using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Scores a lead again and keeps the result. A score is derived: neither the version nor the time of the last change moves.</summary>
/// <param name="LeadId">The lead.</param>
[Requires(Permissions.Leads.Write)]
public sealed record ScoreLeadCommand(Guid LeadId) : ICommand<LeadScore>;

internal sealed class ScoreLeadCommandHandler(INexusDbContext db, IActor actor, LeadScoring scoring) : ICommandHandler<ScoreLeadCommand, LeadScore>
{
    public async Task<Result<LeadScore>> Handle(ScoreLeadCommand command, CancellationToken ct)
    {
        var visible = db.Leads.Where(LeadVisibility.To(actor)).Where(l => l.Id == command.LeadId);
        var facts = await visible.Select(ScoredFacts.Projection).SingleOrDefaultAsync(ct);
        if (facts is null) return LeadErrors.NotFound;

        var score = await scoring.OfAsync(facts, ct);
        var breakdown = score.BreakdownJson();
        // Past the tracked lead, whose save would compare the version and lose to somebody who edits meanwhile.
        await visible.Where(l => l.Score != score.Value || l.ScoreBreakdown != breakdown || l.ScoreProfileVersion != score.ProfileVersion).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Score, score.Value).SetProperty(l => l.ScoreBreakdown, breakdown)
                .SetProperty(l => l.ScoreProfileVersion, score.ProfileVersion).SetProperty(l => l.DerivedStamp, l => l.DerivedStamp + 1),
            ct);
        return score;
    }
}
