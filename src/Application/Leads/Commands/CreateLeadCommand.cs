using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Adds a lead. Without an owner the assignment rules choose one; naming somebody else than oneself needs the permission to assign.</summary>
/// <param name="Details">What is known; a last name or a company at least.</param>
/// <param name="OwnerId">The owner, or null for the rules.</param>
[Requires(Permissions.Leads.Write)]
public sealed record CreateLeadCommand(LeadDetails Details, Guid? OwnerId = null) : ICommand<LeadRecord>;

internal sealed class CreateLeadCommandHandler(INexusDbContext db, IActor actor, OwnerChoice owners, IAssignLeads assignment, LeadRecords records, TimeProvider clock)
    : ICommandHandler<CreateLeadCommand, LeadRecord>
{
    public async Task<Result<LeadRecord>> Handle(CreateLeadCommand command, CancellationToken ct)
    {
        var stamp = new ChangeStamp(clock.GetUtcNow(), actor.UserId);
        var created = Lead.Create(actor.OrganizationId, command.Details, stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error;

        // A turn of the round robin is taken together with the lead or not at all.
        await using var transaction = await db.BeginAsync(ct);
        var assigned = await AssignAsync(created.Value, command.OwnerId, stamp, ct);
        if (!assigned.Succeeded) return assigned.Error;

        db.Leads.Add(created.Value);
        await db.SaveChangesAsync(ct);
        var saved = await records.OfNewAsync(created.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Done>> AssignAsync(Lead lead, Guid? ownerId, ChangeStamp stamp, CancellationToken ct)
    {
        if (ownerId is { } owner)
        {
            var allowed = await owners.CheckAsync(owner, ct);
            return allowed.Succeeded ? lead.Assign(owner, null, manual: true, stamp.At, stamp.By) : allowed.Error;
        }

        var chosen = await assignment.ChooseAsync(lead, ct);
        return lead.Assign(chosen.OwnerId, chosen.TerritoryId, manual: false, stamp.At, by: null);
    }
}
