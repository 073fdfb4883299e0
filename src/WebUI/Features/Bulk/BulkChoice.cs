using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Bulk;

/// <summary>What a record type's own bulk actions work with.</summary>
/// <param name="Selection">The records.</param>
/// <param name="Run">Does it.</param>
public sealed record BulkChoice(ListSelection Selection, BulkRun Run);
