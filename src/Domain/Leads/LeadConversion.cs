using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>What a lead was converted into, by whom and when.</summary>
/// <param name="AccountId">The account, created or existing; null when skipped.</param>
/// <param name="ContactId">The contact, created or existing; null when skipped.</param>
/// <param name="DealId">The deal; null when none.</param>
/// <param name="ConvertedAt">When, UTC.</param>
/// <param name="ConvertedBy">Who.</param>
/// <param name="PreviousStatus">The status an undo returns to; set by <see cref="Lead.Convert"/>.</param>
public sealed record LeadConversion(Guid? AccountId, Guid? ContactId, Guid? DealId, DateTimeOffset ConvertedAt, Guid? ConvertedBy, LeadStatus PreviousStatus = LeadStatus.New)
{
    /// <summary>How long a conversion can be undone (rule L11), to the second inclusive.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(30);

    /// <summary>True while the conversion can be undone as far as time goes.</summary>
    public bool CanBeUndoneAt(DateTimeOffset at) => at - ConvertedAt <= UndoWindow;
}

/// <summary>Something that stands in the way of undoing a conversion (rule L11).</summary>
/// <param name="Reason"><c>expired</c>, <c>not_recorded</c>, <c>changed</c>, <c>deleted</c> or <c>in_use</c>.</param>
/// <param name="Type">The kind of the record that was changed, or that uses what the conversion created; null where it is none.</param>
/// <param name="Id">That record.</param>
/// <param name="Name">How it is called.</param>
public sealed record UndoBlocker(string Reason, RecordType? Type = null, Guid? Id = null, string? Name = null)
{
    /// <summary>The thirty days are over.</summary>
    public static UndoBlocker Expired { get; } = new("expired");

    /// <summary>The product does not know what the conversion wrote.</summary>
    public static UndoBlocker NotRecorded { get; } = new("not_recorded");

    /// <summary>Somebody changed a record since.</summary>
    public static UndoBlocker Changed(RecordReference record, string name) => new("changed", record.Type, record.Id, name);

    /// <summary>Somebody deleted a record since.</summary>
    public static UndoBlocker Deleted(RecordReference record, string? name) => new("deleted", record.Type, record.Id, name);

    /// <summary>Another record builds on what the conversion created.</summary>
    public static UndoBlocker InUse(RecordReference by, string name) => new("in_use", by.Type, by.Id, name);
}
