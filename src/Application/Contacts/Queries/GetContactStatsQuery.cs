using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Counts the contacts that a filter means, by owner and month.</summary>
/// <param name="Request">Which ones.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record GetContactStatsQuery(ListRequest Request) : IQuery<CrmStats>;

internal sealed class GetContactStatsQueryHandler(ContactRecords records, ContactFields fields, CrmStatistics statistics) : IQueryHandler<GetContactStatsQuery, CrmStats>
{
    public Task<Result<CrmStats>> Handle(GetContactStatsQuery query, CancellationToken ct) => statistics.OfAsync(fields, records.Visible, query.Request, ct);
}
