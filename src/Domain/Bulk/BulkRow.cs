using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Bulk;

/// <summary>What became of one record of a bulk action.</summary>
public enum BulkOutcome
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>Nothing to do, or not there any more.</summary>
    Skipped,

    /// <summary>Refused.</summary>
    Failed,
}

/// <summary>One record of a bulk action: chosen when the action was asked for, so that nothing slips in or out while it runs (rule X3).</summary>
public sealed class BulkRow : IOrganizationOwned
{
    /// <summary>Longest code.</summary>
    public const int CodeMaxLength = 60;

    /// <summary>Longest message; a longer one is cut.</summary>
    public const int MessageMaxLength = 1_000;

    private BulkRow()
    {
    }

    /// <summary>A record that waits for its turn.</summary>
    public BulkRow(Guid organizationId, Guid jobId, long row, Guid recordId) => (OrganizationId, JobId, Row, RecordId) = (organizationId, jobId, row, recordId);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The job.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Place in the selection, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>The record.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>What became of it; null while it waits.</summary>
    public BulkOutcome? Outcome { get; private set; }

    /// <summary>Why it was skipped or refused.</summary>
    public string? Code { get; private set; }

    /// <summary>The same for a person.</summary>
    public string? Message { get; private set; }

    /// <summary>How the record was before, as JSON, where the action can be undone.</summary>
    public string? Before { get; private set; }

    /// <summary>The version the action left; an undo leaves records alone that moved on.</summary>
    public int? VersionAfter { get; private set; }

    /// <summary>Done.</summary>
    public void Succeed(string? before, int? versionAfter) => (Outcome, Before, VersionAfter) = (BulkOutcome.Ok, before, versionAfter);

    /// <summary>Left alone.</summary>
    public void Skip(string code, string message) => Note(BulkOutcome.Skipped, code, message);

    /// <summary>Refused.</summary>
    public void Fail(string code, string message) => Note(BulkOutcome.Failed, code, message);

    /// <summary>Refused because the record is not there, or not the actor's.</summary>
    /// <param name="label">What it is called.</param>
    public void NotFound(string label) => Fail("not_found", $"The {label.ToLowerInvariant()} was not found.");

    private void Note(BulkOutcome outcome, string code, string message) =>
        (Outcome, Code, Message) = (outcome, code, message.Length > MessageMaxLength ? message[..MessageMaxLength] : message);
}
