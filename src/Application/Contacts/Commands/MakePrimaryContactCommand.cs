using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts.Commands;

/// <summary>Makes a contact the primary one of an account in place of the one before, joining the account where needed.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Contacts.Write)]
public sealed record MakePrimaryContactCommand(Guid ContactId, Guid AccountId, int? Version = null) : ICommand<ContactRecord>;

internal sealed class MakePrimaryContactCommandHandler(INexusDbContext db, ContactRecords records, RecordReferences references, PrimaryContacts primaries)
    : ICommandHandler<MakePrimaryContactCommand, ContactRecord>
{
    public async Task<Result<ContactRecord>> Handle(MakePrimaryContactCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await primaries.LockAsync([command.AccountId], ct);
        var found = await records.FindAsync(command.ContactId, command.Version, ct);
        if (!found.Succeeded) return found.Error;
        if (await references.MissingAsync<Account>("accountId", command.AccountId, ct) is { } noAccount) return noAccount;

        var stamp = records.Stamp();
        await primaries.SettleAsync(command.ContactId, [new AccountPart(command.AccountId, null, Primary: true)], stamp, ct);
        found.Value.MakePrimary(command.AccountId, stamp.At, stamp.By);
        var saved = await records.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
