using System.Text.Json;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>How a lead was before a job changed it: all that imports and bulk actions can change.</summary>
internal sealed record LeadImage(
    LeadDetails Details, LeadStatus Status, DisqualifyReason? Reason, string? Note, Guid? OwnerId, Guid? TerritoryId, bool AssignmentLocked, bool IsDeleted)
{
    /// <summary>The image of a lead, as JSON.</summary>
    public static string Of(Lead lead) => JsonSerializer.Serialize(
        new LeadImage(lead.Details(), lead.Status, lead.DisqualifyReason, lead.DisqualifyNote, lead.OwnerId, lead.TerritoryId, lead.AssignmentLocked, lead.DeletedAt is not null), JobLedger.Json);

    /// <summary>Brings a lead back to an image; refused, with nothing changed, for one that was converted.</summary>
    public static Result<Done> Restore(Lead lead, string image, DateTimeOffset at, Guid? by)
    {
        var before = JsonSerializer.Deserialize<LeadImage>(image, JobLedger.Json)!;
        var changed = lead.Change(before.Details, at, by);
        if (!changed.Succeeded) return changed;

        if (lead.IsOpen && before.Reason is { } reason and not DisqualifyReason.Imported) lead.Disqualify(reason, before.Note, at, by);
        else lead.SetImportedStatus(before.Status, at, by);
        lead.Assign(before.OwnerId, before.TerritoryId, before.AssignmentLocked, at, by);
        if (before.IsDeleted) lead.Delete(at, by);
        else lead.Restore(at, by);
        return Done.Value;
    }
}
