using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>Removes a form for good. Its leads and their touches stay.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record DeleteLeadFormCommand(Guid FormId, int? Version = null) : ICommand<Done>;

internal sealed class DeleteLeadFormCommandHandler(INexusDbContext db, ICredentialIndex credentials) : ICommandHandler<DeleteLeadFormCommand, Done>
{
    public async Task<Result<Done>> Handle(DeleteLeadFormCommand command, CancellationToken ct)
    {
        var found = await db.FindFormAsync(command.FormId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        await credentials.RemoveAsync(found.Value.PublicKey, ct);
        db.LeadForms.Remove(found.Value);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
