using NexusCrm.Application.Accounts;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Reads a page of the deals that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
/// <param name="AccountId">Only those of this account; null for all.</param>
[Requires(Permissions.Deals.Read)]
public sealed record ListDealsQuery(ListRequest Request, Guid? AccountId = null) : IQuery<Page<DealRecord>>;

internal sealed class ListDealsQueryHandler(DealRecords records, AccountRecords accounts, DealFields fields) : IQueryHandler<ListDealsQuery, Page<DealRecord>>
{
    public async Task<Result<Page<DealRecord>>> Handle(ListDealsQuery query, CancellationToken ct)
    {
        if (query.AccountId is not { } account) return await records.PageAsync(fields, records.Visible, query.Request, ct);
        if (await accounts.RefusalAsync(account, ct) is { } refusal) return refusal;
        return await records.PageAsync(fields, records.Visible.Where(d => d.AccountId == account), query.Request, ct);
    }
}
