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
