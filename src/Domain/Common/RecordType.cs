namespace NexusCrm.Domain.Common;

/// <summary>The kinds of CRM records.</summary>
public enum RecordType
{
    /// <summary>A lead.</summary>
    Lead,

    /// <summary>An account.</summary>
    Account,

    /// <summary>A contact.</summary>
    Contact,

    /// <summary>A deal.</summary>
    Deal,

    /// <summary>An activity.</summary>
    Activity,

    /// <summary>A territory.</summary>
    Territory,
}

/// <summary>Names one record.</summary>
public sealed record RecordReference(RecordType Type, Guid Id);
