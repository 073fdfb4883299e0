using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Reads one deal.</summary>
/// <param name="DealId">The deal.</param>
[Requires(Permissions.Deals.Read)]
public sealed record GetDealQuery(Guid DealId) : IQuery<DealRecord>;

internal sealed class GetDealQueryHandler(DealRecords records) : IQueryHandler<GetDealQuery, DealRecord>
{
    public Task<Result<DealRecord>> Handle(GetDealQuery query, CancellationToken ct) => records.GetAsync(query.DealId, ct);
}
