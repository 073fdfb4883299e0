using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Gives a lead to a member, or to nobody. With neither owner nor territory named the rules run again; where they name nobody, the owner stays.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="OwnerId">The owner; null for nobody; left out with the territory for the rules.</param>
/// <param name="TerritoryId">The territory; null for none.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Assign)]
public sealed record AssignLeadCommand(Guid LeadId, Optional<Guid?> OwnerId, Optional<Guid?> TerritoryId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class AssignLeadCommandHandler(INexusDbContext db, LeadChanges changes, OwnerChoice owners, IAssignLeads assignment) : ICommandHandler<AssignLeadCommand, LeadRecord>
{
    public async Task<Result<LeadRecord>> Handle(AssignLeadCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var found = await changes.FindAsync(command.LeadId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var byRules = !command.OwnerId.IsSet && !command.TerritoryId.IsSet;
        var assigned = byRules ? await ByRulesAsync(found.Value, ct) : await ByHandAsync(found.Value, command, ct);
        if (!assigned.Succeeded) return assigned.Error;

        var saved = await changes.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Done>> ByRulesAsync(Lead lead, CancellationToken ct)
    {
        var chosen = await assignment.ChooseAsync(lead, ct);
        return lead.Assign(chosen.OwnerId ?? lead.OwnerId, chosen.TerritoryId ?? lead.TerritoryId, manual: false, changes.Stamp().At, by: null);
    }

    private async Task<Result<Done>> ByHandAsync(Lead lead, AssignLeadCommand command, CancellationToken ct)
    {
        // No organization has territories yet, so none can be found.
        if (command.TerritoryId.Or(null) is not null) return Error.Invalid("territoryId", "not found");

        var ownerId = command.OwnerId.Or(lead.OwnerId);
        var allowed = await owners.CheckAsync(ownerId, ct);
        var stamp = changes.Stamp();
        return allowed.Succeeded ? lead.Assign(ownerId, command.TerritoryId.Or(lead.TerritoryId), manual: true, stamp.At, stamp.By) : allowed.Error;
    }
}
