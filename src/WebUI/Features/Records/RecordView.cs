using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What the page of a record asks; one instance per feature.</summary>
/// <typeparam name="TRow">The record as read.</typeparam>
public sealed record RecordView<TRow>
{
    /// <summary>What kind of record it is.</summary>
    public required RecordType Type { get; init; }

    /// <summary>Key of the record type, also the list's address: <c>accounts</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>Title of the list: "Accounts".</summary>
    public required string Many { get; init; }

    /// <summary>Title while the record is being read: "Account".</summary>
    public required string One { get; init; }

    /// <summary>Icon of the page where there is nothing.</summary>
    public required string Icon { get; init; }

    /// <summary>Name of a record.</summary>
    public required Func<TRow, string> Name { get; init; }

    /// <summary>Reads a record.</summary>
    public required Func<Guid, IMessage<TRow>> Read { get; init; }

    /// <summary>Reads what happened to it.</summary>
    public required Func<Guid, TimelineRequest, IMessage<Page<TimelineItem>>> Timeline { get; init; }

    /// <summary>Moves it to the recycle bin.</summary>
    public required Func<Guid, IMessage<TRow>> Delete { get; init; }

    /// <summary>Takes it out again.</summary>
    public required Func<Guid, IMessage<TRow>> Restore { get; init; }

    /// <summary>Address of the list.</summary>
    public string Address => $"/{RecordType}";

    /// <summary>Kind of the records in the change feed: <c>account</c>.</summary>
    public string Kind => One.ToLowerInvariant();
}
