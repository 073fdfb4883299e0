using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Reads one lead.</summary>
/// <param name="LeadId">The lead.</param>
[Requires(Permissions.Leads.Read)]
public sealed record GetLeadQuery(Guid LeadId) : IQuery<LeadRecord>, IReadsPerson
{
    RecordReference IReadsPerson.Person => new(RecordType.Lead, LeadId);
}

internal sealed class GetLeadQueryHandler(LeadRecords records) : IQueryHandler<GetLeadQuery, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(GetLeadQuery query, CancellationToken ct) => records.GetAsync(query.LeadId, ct);
}
