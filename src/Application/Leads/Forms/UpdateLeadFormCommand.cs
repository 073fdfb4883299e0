using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>Changes a form; another consent text gets the next version.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record UpdateLeadFormCommand(Guid FormId, LeadFormPatch Patch, int? Version = null) : ICommand<LeadFormRecord>;

internal sealed class UpdateLeadFormCommandHandler(INexusDbContext db, IActor actor, TimeProvider clock) : ICommandHandler<UpdateLeadFormCommand, LeadFormRecord>
{
    public async Task<Result<LeadFormRecord>> Handle(UpdateLeadFormCommand command, CancellationToken ct)
    {
        var found = await db.FindFormAsync(command.FormId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var form = found.Value;
        var details = command.Patch.ApplyTo(form.Details());
        if (details.DefaultOwnerId is { } owner && owner != form.DefaultOwnerId && !await db.IsActiveMemberAsync(owner, ct)) return LeadFormRules.UnknownOwner;

        var changed = form.Change(details, clock.GetUtcNow(), actor.UserId);
        if (!changed.Succeeded) return changed.Error;

        await db.SaveChangesAsync(ct);
        return LeadFormRecord.Of(form);
    }
}
