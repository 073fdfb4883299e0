using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Commands;

/// <summary>Changes some fields of an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Patch">What to change.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Accounts.Write)]
public sealed record UpdateAccountCommand(Guid AccountId, AccountPatch Patch, int? Version = null) : ICommand<AccountRecord>;

internal sealed class UpdateAccountCommandHandler(INexusDbContext db, AccountRecords records, RecordReferences references, AccountHierarchy hierarchy) : ICommandHandler<UpdateAccountCommand, AccountRecord>
{
    public async Task<Result<AccountRecord>> Handle(UpdateAccountCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var found = await records.FindAsync(command.AccountId, command.Version, ct);
        if (!found.Succeeded) return found.Error;
        var changed = await ChangeAsync(found.Value, command.Patch, records.Stamp(), ct);
        if (!changed.Succeeded) return changed.Error;

        var saved = await records.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private async Task<Result<Done>> ChangeAsync(Account account, AccountPatch patch, ChangeStamp stamp, CancellationToken ct)
    {
        var (ownerId, parentId) = (patch.OwnerId.Or(account.OwnerId), patch.ParentId.Or(account.ParentId));
        if (ownerId != account.OwnerId && await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        if (parentId != account.ParentId && await references.MissingAsync<Account>("parentId", parentId, ct) is { } noParent) return noParent;

        var changed = account.Change(patch.ApplyTo(account.Details()), stamp.At, stamp.By);
        if (!changed.Succeeded) return changed.Error;

        account.Assign(ownerId, account.TerritoryId, stamp.At, stamp.By);
        return await hierarchy.MoveAsync(account, parentId, stamp, ct);
    }
}
