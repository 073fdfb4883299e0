namespace NexusCrm.Domain.Common;

/// <summary>How surely two records are the same, and why.</summary>
/// <param name="Score">1 to 100.</param>
/// <param name="Reasons"><c>email</c>, <c>phone</c>, <c>company_name</c> ..., the surest first.</param>
public sealed record PossibleDuplicate(int Score, IReadOnlyList<string> Reasons)
{
    /// <summary>What several findings come to, or null when there is none.</summary>
    public static PossibleDuplicate? Of(IReadOnlyCollection<(int Score, string Reason)> found) =>
        found.Count == 0 ? null : new PossibleDuplicate(found.Max(f => f.Score), [.. found.OrderByDescending(f => f.Score).Select(f => f.Reason)]);
}
