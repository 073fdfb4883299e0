namespace NexusCrm.Application.Leads.Conversion;

/// <summary>What becomes of one target after matching: a target, or none because several records match as well as each other.</summary>
/// <param name="Target">The target; null while somebody has to choose.</param>
/// <param name="Candidates">What matched.</param>
internal sealed record TargetChoice(ConversionTarget? Target, IReadOnlyList<ConversionCandidate> Candidates)
{
    public bool IsOpen => Target is null;

    public Guid? ExistingId => Target is { Mode: TargetMode.Existing } target ? target.Id : null;

    public bool Creates => Target is { Mode: TargetMode.Create };

    /// <summary>A choice stands. Without one the only strong match of the surest kind is taken, no match makes a new record, and everything else is for the caller to decide: never a silent name match (rule L5).</summary>
    public static TargetChoice Of(ConversionTarget? chosen, IReadOnlyList<ConversionCandidate> candidates)
    {
        if (chosen is not null) return new TargetChoice(chosen, candidates);
        if (candidates.Count == 0) return new TargetChoice(ConversionTarget.Create, candidates);

        var surest = candidates.Where(c => c.Reason == candidates[0].Reason).ToList();
        return new TargetChoice(surest is [{ Strong: true } only] ? ConversionTarget.Existing(only.Id) : null, candidates);
    }
}
