using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Reads one account.</summary>
/// <param name="AccountId">The account.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record GetAccountQuery(Guid AccountId) : IQuery<AccountRecord>;

internal sealed class GetAccountQueryHandler(AccountRecords records) : IQueryHandler<GetAccountQuery, AccountRecord>
{
    public Task<Result<AccountRecord>> Handle(GetAccountQuery query, CancellationToken ct) => records.GetAsync(query.AccountId, ct);
}
