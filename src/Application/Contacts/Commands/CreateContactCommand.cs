using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts.Commands;

/// <summary>Adds a contact. The first contact of an account becomes its primary one.</summary>
/// <param name="Details">What is known; a name or an e-mail address at least.</param>
/// <param name="OwnerId">The owner; left out for the actor, null for nobody.</param>
[Requires(Permissions.Contacts.Write)]
public sealed record CreateContactCommand(ContactDetails Details, Optional<Guid?> OwnerId = default) : ICommand<ContactRecord>;

internal sealed class CreateContactCommandHandler(INexusDbContext db, IActor actor, ContactRecords records, RecordReferences references, PrimaryContacts primaries)
    : ICommandHandler<CreateContactCommand, ContactRecord>
{
    private static readonly ContactDetails Nothing = new();

    public async Task<Result<ContactRecord>> Handle(CreateContactCommand command, CancellationToken ct)
    {
        var ownerId = command.OwnerId.Or(actor.UserId);
        if (await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        if (await references.MissingAsync(command.Details, Nothing, ct) is { } missing) return missing;

        var stamp = records.Stamp();
        await using var transaction = await db.BeginAsync(ct);
        var settled = await primaries.SettleAsync(null, command.Details.Accounts, stamp, ct);
        var created = Contact.Create(actor.OrganizationId, command.Details with { Accounts = settled }, stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error;

        created.Value.Assign(ownerId, stamp.At, stamp.By);
        db.Set<Contact>().Add(created.Value);
        var saved = await records.SaveAsync(created.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
