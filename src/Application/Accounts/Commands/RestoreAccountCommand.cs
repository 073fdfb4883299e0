using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Commands;

/// <summary>Takes an account out of the recycle bin; one that is not in it stays as it is.</summary>
/// <param name="AccountId">The account.</param>
[Requires(Permissions.Accounts.Delete)]
public sealed record RestoreAccountCommand(Guid AccountId) : ICommand<AccountRecord>;

internal sealed class RestoreAccountCommandHandler(AccountRecords records) : ICommandHandler<RestoreAccountCommand, AccountRecord>
{
    public Task<Result<AccountRecord>> Handle(RestoreAccountCommand command, CancellationToken ct) => records.RestoreAsync(command.AccountId, ct);
}
