using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Scoring;

/// <summary>Scores all leads of the current organization at once, with exactly the result of <see cref="LeadScore.Of"/>.</summary>
public interface IRescore
{
    /// <summary>
    /// Writes only leads whose score or breakdown is another now; neither version nor time of change moves. Converted leads and those in the recycle bin keep their score. Works in batches that commit one by one.
    /// </summary>
    /// <param name="profile">The rules.</param>
    /// <param name="now">The moment the windows end.</param>
    /// <param name="ct">Cancels between batches.</param>
    /// <returns>How many leads were written.</returns>
    Task<int> AllAsync(ScoringProfile profile, DateTimeOffset now, CancellationToken ct);
}
