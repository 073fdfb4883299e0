using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>The page of a lead.</summary>
internal static class LeadView
{
    /// <summary>What the page asks.</summary>
    public static RecordView<LeadRecord> Definition { get; } = new()
    {
        Type = RecordType.Lead,
        RecordType = RecordTypes.Leads,
        Many = "Leads",
        One = "Lead",
        Icon = Icons.Target,
        Name = lead => lead.FullName,
        Read = id => new GetLeadQuery(id),
        Timeline = (id, request) => new GetLeadTimelineQuery(id, request),
        Delete = id => new DeleteLeadCommand(id),
        Restore = id => new RestoreLeadCommand(id),
    };
}
