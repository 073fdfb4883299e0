using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Changes some fields of a lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record UpdateLeadCommand(Guid LeadId, LeadPatch Patch, int? Version = null) : ICommand<LeadRecord>;

internal sealed class UpdateLeadCommandHandler(LeadChanges changes, OwnerChoice owners) : ICommandHandler<UpdateLeadCommand, LeadRecord>
{
    public async Task<Result<LeadRecord>> Handle(UpdateLeadCommand command, CancellationToken ct)
    {
        var found = await changes.FindAsync(command.LeadId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var (lead, patch) = (found.Value, command.Patch);
        var ownerId = patch.OwnerId.Or(lead.OwnerId);
        if (ownerId != lead.OwnerId && await owners.CheckAsync(ownerId, ct) is { Succeeded: false } refused) return refused.Error;

        var changed = Change(lead, patch, ownerId, changes.Stamp());
        return changed.Succeeded ? await changes.SaveAsync(lead, ct) : changed.Error;
    }

    private static Result<Done> Change(Lead lead, LeadPatch patch, Guid? ownerId, ChangeStamp stamp)
    {
        var changed = lead.Change(patch.ApplyTo(lead.Details()), stamp.At, stamp.By);
        if (changed.Succeeded) changed = Move(lead, patch.Status.Or(lead.Status), stamp);
        if (!changed.Succeeded || ownerId == lead.OwnerId) return changed;
        return lead.Assign(ownerId, lead.TerritoryId, manual: true, stamp.At, stamp.By);
    }

    /// <summary>Every move but this one has rules of its own and is an action.</summary>
    private static Result<Done> Move(Lead lead, LeadStatus to, ChangeStamp stamp)
    {
        if (to == lead.Status) return Done.Value;
        return to is LeadStatus.Contacted ? lead.MarkContacted(stamp.At, stamp.By) : LeadErrors.InvalidTransition(lead.Status, to);
    }
}
