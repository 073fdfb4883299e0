using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>A deal as lists, pages and the API show it.</summary>
public sealed record DealRecord : CrmRow
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>The account.</summary>
    public required Guid? AccountId { get; init; }

    /// <summary>Its name; null while it is in the recycle bin.</summary>
    public required string? AccountName { get; init; }

    /// <summary>Contacts.</summary>
    public required IReadOnlyList<DealPart> Contacts { get; init; }

    /// <summary>What it is worth.</summary>
    public required Money? Amount { get; init; }

    /// <summary>When it should close, or closed, in the organization's zone.</summary>
    public required DateOnly? CloseDate { get; init; }

    /// <summary>When it was won or lost.</summary>
    public required DateOnly? ClosedOn { get; init; }

    /// <summary>The pipeline.</summary>
    public required Guid PipelineId { get; init; }

    /// <summary>The stage.</summary>
    public required Guid StageId { get; init; }

    /// <summary>Its name.</summary>
    public required string StageName { get; init; }

    /// <summary>When it came to the stage, UTC.</summary>
    public required DateTimeOffset StageEnteredAt { get; init; }

    /// <summary>Open, won or lost.</summary>
    public required DealStatus Status { get; init; }

    /// <summary>Percent, 0 to 100.</summary>
    public required int Probability { get; init; }

    /// <summary>True when a person set the probability.</summary>
    public required bool ProbabilityOverridden { get; init; }

    /// <summary>Why it was lost.</summary>
    public required LostReason? LostReason { get; init; }

    /// <summary>Why it was won, in words.</summary>
    public required string? WonReason { get; init; }

    /// <summary>What was said when it closed.</summary>
    public required string? ClosingNote { get; init; }

    /// <summary>Place in its column of the board; compares byte by byte.</summary>
    public required string Rank { get; init; }

    /// <summary>The lead it came from.</summary>
    public required Guid? SourceLeadId { get; init; }

    /// <summary>What happens next, in words.</summary>
    public required string? NextStep { get; init; }
}
