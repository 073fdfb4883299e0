using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts.Commands;

/// <summary>Changes some fields of a contact.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Contacts.Write)]
public sealed record UpdateContactCommand(Guid ContactId, ContactPatch Patch, int? Version = null) : ICommand<ContactRecord>;

internal sealed class UpdateContactCommandHandler(INexusDbContext db, ContactRecords records, RecordReferences references, PrimaryContacts primaries) : ICommandHandler<UpdateContactCommand, ContactRecord>
{
    public async Task<Result<ContactRecord>> Handle(UpdateContactCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var found = await records.FindAsync(command.ContactId, command.Version, ct);
        if (!found.Succeeded) return found.Error;
        var changed = await ChangeAsync(found.Value, command.Patch, records.Stamp(), ct);
        if (!changed.Succeeded) return changed.Error;

        var saved = await records.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Done>> ChangeAsync(Contact contact, ContactPatch patch, ChangeStamp stamp, CancellationToken ct)
    {
        var ownerId = patch.OwnerId.Or(contact.OwnerId);
        if (ownerId != contact.OwnerId && await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        var (before, after) = (contact.Details(), patch.ApplyTo(contact.Details()));
        if (await references.MissingAsync(after, before, ct) is { } missing) return missing;

        if (patch.Accounts.IsSet) after = after with { Accounts = await primaries.SettleAsync(contact.Id, after.Accounts, stamp, ct) };
        var changed = contact.Change(after, stamp.At, stamp.By);
        if (!changed.Succeeded) return changed.Error;

        contact.Assign(ownerId, stamp.At, stamp.By);
        return Done.Value;
    }
}
