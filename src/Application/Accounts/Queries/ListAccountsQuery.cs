using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Reads a page of the accounts that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record ListAccountsQuery(ListRequest Request) : IQuery<Page<AccountRecord>>;

internal sealed class ListAccountsQueryHandler(AccountRecords records, AccountFields fields) : IQueryHandler<ListAccountsQuery, Page<AccountRecord>>
{
    public Task<Result<Page<AccountRecord>>> Handle(ListAccountsQuery query, CancellationToken ct) => records.PageAsync(fields, records.Visible, query.Request, ct);
}
