using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Deals;

/// <summary>The page of a deal.</summary>
internal static class DealView
{
    /// <summary>What the page asks.</summary>
    public static RecordView<DealRecord> Definition { get; } = new()
    {
        Type = RecordType.Deal,
        RecordType = RecordTypes.Deals,
        Many = "Deals",
        One = "Deal",
        Icon = Icons.Currency,
        Name = deal => deal.Name,
        Read = id => new GetDealQuery(id),
        Timeline = (id, request) => new GetRecordTimelineQuery(new RecordReference(RecordType.Deal, id), request),
        Delete = id => new DeleteDealCommand(id),
        Restore = id => new RestoreDealCommand(id),
    };
}
