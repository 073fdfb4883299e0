using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Finds and names the records that a reference field can point to. One per record type, registered scoped.</summary>
public interface IReferenceChoices
{
    /// <summary>Key of the record type: <c>members</c>, <c>accounts</c>.</summary>
    string RecordType { get; }

    /// <summary>Up to twenty records that match what was typed; with an empty text, what is worth offering first.</summary>
    Task<IReadOnlyList<Choice<string>>> FindAsync(string text, CancellationToken cancellationToken);

    /// <summary>Names of records, by id; what the person may not see is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
