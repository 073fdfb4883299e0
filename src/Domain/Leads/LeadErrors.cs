using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>The refusals of leads.</summary>
public static class LeadErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The lead");

    /// <summary>A converted lead is read-only except for its notes (rule L10).</summary>
    public static readonly Error ConvertedIsReadOnly = Error.Conflict("lead_converted", "The lead was converted; work with its account, contact or deal instead.");

    /// <summary>Both sides of a conversion were skipped (rule L4).</summary>
    public static readonly Error NothingToConvertInto = Error.Invalid("contact", "Create or choose an account, a contact, or both.");

    /// <summary>A converted lead is refused a second conversion and told of the first (rule L1).</summary>
    public static Error AlreadyConverted(LeadConversion conversion) =>
        Error.Conflict("lead_already_converted", "The lead was already converted.").With("conversion", conversion);

    /// <summary>The lead cannot move there from where it is.</summary>
    public static Error InvalidTransition(LeadStatus from, LeadStatus to) => Transition(from, to, $"A lead cannot move from {Word(from)} to {Word(to)}.");

    /// <summary>A lead nobody can reach cannot be qualified.</summary>
    public static Error Unreachable(LeadStatus from) => Transition(from, LeadStatus.Qualified, "A lead needs an e-mail address or a phone number to be qualified.");

    /// <summary>Several accounts or contacts match as well as each other; the caller must choose (rule L5).</summary>
    /// <param name="candidates">The candidates as the API writes them.</param>
    public static Error MatchAmbiguous(object candidates) =>
        Error.Conflict("match_ambiguous", "Several records match; choose one of them or create a new one.").With("candidates", candidates);

    /// <summary>The conversion cannot be undone (rule L11).</summary>
    /// <param name="blockers">What stands in the way.</param>
    public static Error UndoBlocked(IReadOnlyList<UndoBlocker> blockers) =>
        Error.Conflict("undo_blocked", "The conversion cannot be undone any more.").With("blockers", blockers);

    private static Error Transition(LeadStatus from, LeadStatus to, string message) =>
        Error.Conflict("invalid_transition", message).With("from", Word(from)).With("to", Word(to));

    private static string Word(LeadStatus status) => status.ToString().ToLowerInvariant();
}
