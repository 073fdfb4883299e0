using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Counts the deals that a filter means, by status, owner and month.</summary>
/// <param name="Request">Which ones.</param>
[Requires(Permissions.Deals.Read)]
public sealed record GetDealStatsQuery(ListRequest Request) : IQuery<CrmStats>;

internal sealed class GetDealStatsQueryHandler(DealRecords records, DealFields fields, CrmStatistics statistics) : IQueryHandler<GetDealStatsQuery, CrmStats>
{
    public Task<Result<CrmStats>> Handle(GetDealStatsQuery query, CancellationToken ct) => statistics.OfAsync(fields, records.Visible, query.Request, r => r.Status, ct);
}
