using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities.Queries;

/// <summary>Reads one activity.</summary>
/// <param name="ActivityId">The activity.</param>
[Requires(Permissions.Activities.Read)]
public sealed record GetActivityQuery(Guid ActivityId) : IQuery<ActivityRecord>;

internal sealed class GetActivityQueryHandler(ActivityRecords records) : IQueryHandler<GetActivityQuery, ActivityRecord>
{
    public Task<Result<ActivityRecord>> Handle(GetActivityQuery query, CancellationToken ct) => records.GetAsync(query.ActivityId, ct);
}
