using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Imports;

/// <summary>A job added, changed or took back many records at once: one fact for all of them instead of one each.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RecordId">The job.</param>
/// <param name="RecordType">Key of the record type, e.g. <c>leads</c>.</param>
public sealed record RecordsImported(Guid OrganizationId, Guid RecordId, string RecordType) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => $"{RecordType.TrimEnd('s')}.imported";
}
