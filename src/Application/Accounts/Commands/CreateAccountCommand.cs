using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Commands;

/// <summary>Adds an account.</summary>
/// <param name="Details">What is known; a name at least.</param>
/// <param name="ParentId">The company it belongs to.</param>
/// <param name="OwnerId">The owner; left out for the actor, null for nobody.</param>
[Requires(Permissions.Accounts.Write)]
public sealed record CreateAccountCommand(AccountDetails Details, Guid? ParentId = null, Optional<Guid?> OwnerId = default) : ICommand<AccountRecord>;

internal sealed class CreateAccountCommandHandler(INexusDbContext db, IActor actor, AccountRecords records, RecordReferences references, AccountHierarchy hierarchy)
    : ICommandHandler<CreateAccountCommand, AccountRecord>
{
    public async Task<Result<AccountRecord>> Handle(CreateAccountCommand command, CancellationToken ct)
    {
        var stamp = records.Stamp();
        var ownerId = command.OwnerId.Or(actor.UserId);
        var created = Account.Create(actor.OrganizationId, command.Details, stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error;
        if (await references.MissingOwnerAsync(ownerId, ct) is { } noOwner) return noOwner;
        if (await references.MissingAsync<Account>("parentId", command.ParentId, ct) is { } noParent) return noParent;

        await using var transaction = await db.BeginAsync(ct);
        var moved = await hierarchy.MoveAsync(created.Value, command.ParentId, stamp, ct);
        if (!moved.Succeeded) return moved.Error;

        created.Value.Assign(ownerId, null, stamp.At, stamp.By);
        db.Set<Account>().Add(created.Value);
        var saved = await records.SaveAsync(created.Value, ct);
        await transaction.CommitAsync(ct);
        return saved;
    }
}
