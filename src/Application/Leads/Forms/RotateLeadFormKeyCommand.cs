using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>Gives a form another key; submissions with the old one are refused from then on.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record RotateLeadFormKeyCommand(Guid FormId, int? Version = null) : ICommand<LeadFormRecord>;

internal sealed class RotateLeadFormKeyCommandHandler(INexusDbContext db, IActor actor, ICredentialIndex credentials, TimeProvider clock)
    : ICommandHandler<RotateLeadFormKeyCommand, LeadFormRecord>
{
    public async Task<Result<LeadFormRecord>> Handle(RotateLeadFormKeyCommand command, CancellationToken ct)
    {
        var found = await db.FindFormAsync(command.FormId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var form = found.Value;
        await credentials.RemoveAsync(form.PublicKey, ct);
        form.RotateKey(clock.GetUtcNow(), actor.UserId);
        credentials.Add(form.PublicKey);
        await db.SaveChangesAsync(ct);
        return LeadFormRecord.Of(form);
    }
}
