using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Counts the accounts that a filter means, by type, owner and month.</summary>
/// <param name="Request">Which ones.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record GetAccountStatsQuery(ListRequest Request) : IQuery<CrmStats>;

internal sealed class GetAccountStatsQueryHandler(AccountRecords records, AccountFields fields, CrmStatistics statistics) : IQueryHandler<GetAccountStatsQuery, CrmStats>
{
    public Task<Result<CrmStats>> Handle(GetAccountStatsQuery query, CancellationToken ct) => statistics.OfAsync(fields, records.Visible, query.Request, r => r.Type, ct);
}
