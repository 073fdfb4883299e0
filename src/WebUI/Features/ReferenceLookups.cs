using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features;

/// <summary>Asks the reference choices of one record type.</summary>
internal static class ReferenceLookups
{
    /// <summary>Records of a type that match what was typed; none where nobody knows the type.</summary>
    public static async Task<IReadOnlyList<Choice<string?>>> FindAsync(this IEnumerable<IReferenceChoices> references, string recordType, string text, CancellationToken ct)
    {
        if (references.FirstOrDefault(r => r.RecordType == recordType) is not { } choices) return [];
        return [.. (await choices.FindAsync(text, ct)).Select(found => new Choice<string?>(found.Value, found.Label, found.Note))];
    }
}
