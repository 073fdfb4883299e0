using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>The refusals of deals.</summary>
public static class DealErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The deal");

    /// <summary>The stage belongs to no pipeline of the organization, or to another one than the deal.</summary>
    public static readonly Error StageNotFound = Error.Invalid("stageId", "not found");

    /// <summary>A closed deal's probability follows its outcome (rule D2).</summary>
    public static readonly Error ProbabilityIsForced = Error.Invalid("probability", "A won deal has 100 percent, a lost one 0.");
}
