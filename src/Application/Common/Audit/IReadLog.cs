using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Audit;

/// <summary>Notes in the audit trail who read what (rule U5), apart from changes. Every reading is noted, none is sampled.</summary>
public interface IReadLog
{
    /// <summary>Notes that the personal data of one person was opened.</summary>
    Task ViewedAsync(RecordReference person, CancellationToken ct);

    /// <summary>Notes that records leave the product as a file; called before the first of them does.</summary>
    /// <param name="recordType">Key of the record type.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="columns">The columns; null for all.</param>
    /// <param name="condition">Filter and search words as typed; null for everything.</param>
    /// <param name="ct">Cancels.</param>
    Task ExportedAsync(string recordType, string format, IReadOnlyList<string>? columns, string? condition, CancellationToken ct);
}

/// <summary>A query that opens the personal data of one person.</summary>
public interface IReadsPerson
{
    /// <summary>The person.</summary>
    RecordReference Person { get; }
}
