namespace NexusCrm.Application.Imports;

/// <summary>The record types that can be imported, by key.</summary>
public sealed class ImportTargets(IEnumerable<IImportTarget> targets)
{
    /// <summary>The target of a record type, or null.</summary>
    public IImportTarget? Find(string? recordType) => targets.SingleOrDefault(t => t.Type.Key == recordType);
}
