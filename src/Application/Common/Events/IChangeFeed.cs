namespace NexusCrm.Application.Common.Events;

/// <summary>Something changed in an organization, on whatever node. Thin on purpose: who hears it reads again what it shows.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Kind">The record type (<c>lead</c>), <c>session</c>, or <see cref="Resync"/>.</param>
/// <param name="RecordId">The record, or null when many changed at once.</param>
public sealed record Change(Guid OrganizationId, string Kind, Guid? RecordId)
{
    /// <summary>Sent after the feed was interrupted: anything may have changed meanwhile.</summary>
    public const string Resync = "resync";

    /// <summary>True when a view of this kind and record (null: a list) should read again.</summary>
    public bool Concerns(string kind, Guid? recordId = null) =>
        Kind == Resync || (Kind == kind && (recordId is null || RecordId is null || RecordId == recordId));
}

/// <summary>Hears changes of all nodes within a fraction of a second of their commit.</summary>
public interface IChangeFeed
{
    /// <summary>Hears the changes of one organization until disposed. The handler runs on a pool thread and must not block.</summary>
    IDisposable Subscribe(Guid organizationId, Func<Change, Task> heard);

    /// <summary>Hears the changes of every organization; for the product's own caches.</summary>
    IDisposable SubscribeToAll(Func<Change, Task> heard);

    /// <summary>True while the feed is connected.</summary>
    bool IsListening { get; }
}
