using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>Adds a public form with a key of its own.</summary>
/// <param name="Details">What it is like; a name at least.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record CreateLeadFormCommand(LeadFormDetails Details) : ICommand<LeadFormRecord>;

internal sealed class CreateLeadFormCommandHandler(INexusDbContext db, IActor actor, ICredentialIndex credentials, TimeProvider clock) : ICommandHandler<CreateLeadFormCommand, LeadFormRecord>
{
    public async Task<Result<LeadFormRecord>> Handle(CreateLeadFormCommand command, CancellationToken ct)
    {
        if (command.Details.DefaultOwnerId is { } owner && !await db.IsActiveMemberAsync(owner, ct)) return LeadFormRules.UnknownOwner;

        var created = LeadForm.Create(actor.OrganizationId, command.Details, clock.GetUtcNow(), actor.UserId);
        if (!created.Succeeded) return created.Error;

        db.LeadForms.Add(created.Value);
        credentials.Add(created.Value.PublicKey);
        await db.SaveChangesAsync(ct);
        return LeadFormRecord.Of(created.Value);
    }
}
