using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores the leads of the current organization in batches, with exactly the result of <see cref="LeadScore.Of"/>.</summary>
public interface IRescore
{
    /// <summary>
    /// Scores one batch, in the order of ids. Writes only leads whose score or breakdown is another now; neither version nor time of change moves. Converted leads and those in the recycle bin keep their score.
    /// </summary>
    /// <param name="profile">The rules.</param>
    /// <param name="now">The moment the windows end.</param>
    /// <param name="after">The last lead of the batch before; <see cref="Guid.Empty"/> at the start.</param>
    /// <param name="ct">Cancels.</param>
    Task<RescoredBatch> NextAsync(ScoringProfile profile, DateTimeOffset now, Guid after, CancellationToken ct);
}

/// <summary>One batch.</summary>
/// <param name="Written">How many leads have another score.</param>
/// <param name="Last">The last lead of the batch, or null when there are no more.</param>
public sealed record RescoredBatch(int Written, Guid? Last);
