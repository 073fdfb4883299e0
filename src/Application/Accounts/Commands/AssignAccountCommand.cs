using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Commands;

/// <summary>Gives an account to a member, or to nobody.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="OwnerId">The owner; null for nobody.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Accounts.Write)]
public sealed record AssignAccountCommand(Guid AccountId, Guid? OwnerId, int? Version = null) : ICommand<AccountRecord>;

internal sealed class AssignAccountCommandHandler(AccountRecords records, RecordReferences references) : ICommandHandler<AssignAccountCommand, AccountRecord>
{
    public async Task<Result<AccountRecord>> Handle(AssignAccountCommand command, CancellationToken ct)
    {
        if (await references.MissingOwnerAsync(command.OwnerId, ct) is { } noOwner) return noOwner;
        return await records.MakeAsync(command.AccountId, command.Version, (account, stamp) =>
        {
            account.Assign(command.OwnerId, account.TerritoryId, stamp.At, stamp.By);
            return Done.Value;
        }, ct);
    }
}
