using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Commands;

/// <summary>Moves an account to the recycle bin; accounts below it move up to its parent (rule H3). Contacts, deals and activities stay.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Accounts.Delete)]
public sealed record DeleteAccountCommand(Guid AccountId, int? Version = null) : ICommand<AccountRecord>;

internal sealed class DeleteAccountCommandHandler(INexusDbContext db, AccountRecords records, AccountHierarchy hierarchy) : ICommandHandler<DeleteAccountCommand, AccountRecord>
{
    public async Task<Result<AccountRecord>> Handle(DeleteAccountCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var found = await records.FindAsync(command.AccountId, command.Version, ct);
        if (!found.Succeeded) return found.Error;

        var stamp = records.Stamp();
        await hierarchy.LiftChildrenAsync(found.Value, stamp, ct);
        found.Value.Delete(stamp.At, stamp.By);
        var saved = await records.SaveAsync(found.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
