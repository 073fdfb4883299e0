using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Queries;

/// <summary>Counts the activities that a filter means, by status, owner and month.</summary>
/// <param name="Request">Which ones.</param>
[Requires(Permissions.Activities.Read)]
public sealed record GetActivityStatsQuery(ListRequest Request) : IQuery<CrmStats>;

internal sealed class GetActivityStatsQueryHandler(ActivityRecords records, ActivityFields fields, CrmStatistics statistics) : IQueryHandler<GetActivityStatsQuery, CrmStats>
{
    public Task<Result<CrmStats>> Handle(GetActivityStatsQuery query, CancellationToken ct) => statistics.OfAsync(fields, records.Visible, query.Request, r => r.Status, ct);
}
