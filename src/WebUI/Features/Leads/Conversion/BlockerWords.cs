using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Features.Leads.Conversion;

/// <summary>What people read about that which stands in the way of undoing a conversion.</summary>
internal static class BlockerWords
{
    /// <summary>What a refusal names; empty for another refusal.</summary>
    public static IReadOnlyList<UndoBlocker> Among(Error error) => error.Details?.GetValueOrDefault("blockers") is IEnumerable<UndoBlocker> blockers ? [.. blockers] : [];

    /// <summary>One sentence.</summary>
    public static string Of(UndoBlocker blocker) => blocker.Reason switch
    {
        "expired" => "A conversion can be undone for 30 days.",
        "changed" => $"The {Kind(blocker)} “{blocker.Name}” was changed since.",
        "deleted" => blocker.Name is null ? $"The {Kind(blocker)} was deleted since." : $"The {Kind(blocker)} “{blocker.Name}” was deleted since.",
        "in_use" => $"The {Kind(blocker)} “{blocker.Name}” builds on it.",
        _ => "It is not known what the conversion wrote.",
    };

    /// <summary>Address of the record in the way; null where there is none to look at.</summary>
    public static string? AddressOf(UndoBlocker blocker) => (blocker.Reason, blocker.Type, blocker.Id) switch
    {
        ("deleted", _, _) or (_, null, _) or (_, _, null) or (_, RecordType.Activity, _) => null,
        (_, { } type, { } id) => $"/{Word(type)}s/{id}",
    };

    private static string Kind(UndoBlocker blocker) => blocker.Type is { } type ? Word(type) : "record";

    private static string Word(RecordType type) => type.ToString().ToLowerInvariant();
}
