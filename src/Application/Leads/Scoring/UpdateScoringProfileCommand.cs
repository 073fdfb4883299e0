using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Replaces the rules of scoring; a factor left out gives no points. A job scores all leads again, also when the rules are the same as before.</summary>
/// <param name="Factors">The factors.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.Scoring)]
public sealed record UpdateScoringProfileCommand(IReadOnlyList<ScoringFactor> Factors, int? Version = null) : ICommand<QueuedRescore>;

/// <summary>The job that scores all leads by the new rules.</summary>
public sealed record QueuedRescore(Guid JobId);

internal sealed class UpdateScoringProfileCommandHandler(INexusDbContext db, IActor actor, JobLedger jobs, TimeProvider clock) : ICommandHandler<UpdateScoringProfileCommand, QueuedRescore>
{
    public async Task<Result<QueuedRescore>> Handle(UpdateScoringProfileCommand command, CancellationToken ct)
    {
        var profile = await db.ScoringProfiles.SingleAsync(ct);
        if (command.Version is { } seen && seen != profile.Version) return Error.Stale(profile.Version);

        var changed = profile.Change(command.Factors, clock.GetUtcNow(), actor.UserId);
        if (!changed.Succeeded) return changed.Error;

        var job = jobs.Queue(RescoreWork.RescoreKind, RecordTypes.Leads, new { profile.ProfileVersion });
        await db.SaveChangesAsync(ct);
        return new QueuedRescore(job.Id);
    }
}
