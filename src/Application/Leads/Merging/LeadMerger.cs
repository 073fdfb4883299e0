using System.Text.Json.Nodes;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Merging;

/// <summary>Merges leads. A converted one is read-only and takes no part (rule L10).</summary>
internal sealed class LeadMerger(MergeScope scope) : RecordMerger<Lead>(scope)
{
    private const string Owner = "ownerId";
    private const string LastTouch = "lastTouchAt";
    private const string LastEngagement = "lastEngagementAt";

    protected override RecordType Kind => RecordType.Lead;

    protected override string Feature => RecordTypes.Leads;

    protected override Error NotFound => LeadErrors.NotFound;

    protected override JsonObject Facts(Lead lead)
    {
        var facts = Json(lead.Details());
        (facts[Owner], facts[LastTouch], facts[LastEngagement]) = (lead.OwnerId, lead.LastTouchAt, lead.LastEngagementAt);
        return facts;
    }

    protected override Error? CannotMerge(Lead lead) => lead.Status is LeadStatus.Converted ? LeadErrors.ConvertedIsReadOnly : null;

    /// <summary>The winner was last touched and engaged when any of them was.</summary>
    protected override Task SettleAsync(Lead winner, IReadOnlyList<Lead> losers, JsonObject merged, CancellationToken ct)
    {
        merged[LastTouch] = losers.Append(winner).Max(l => l.LastTouchAt);
        merged[LastEngagement] = losers.Append(winner).Max(l => l.LastEngagementAt);
        return Task.CompletedTask;
    }

    protected override Result<Done> Change(Lead lead, JsonObject facts, ChangeStamp stamp)
    {
        var changed = lead.Change(Read<LeadDetails>(facts), stamp.At, stamp.By);
        if (!changed.Succeeded) return changed;

        var ownerId = (Guid?)facts[Owner];
        if (ownerId != lead.OwnerId) lead.Assign(ownerId, lead.TerritoryId, lead.AssignmentLocked, stamp.At, stamp.By);
        lead.TakeOver((DateTimeOffset?)facts[LastTouch], (DateTimeOffset?)facts[LastEngagement]);
        return Done.Value;
    }
}
