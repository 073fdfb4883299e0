using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Where a job stands.</summary>
[SignedIn("A member sees the jobs it asked for; others' need jobs.manage, which the query itself checks.", KeysToo = true)]
public sealed record GetJobQuery(Guid JobId) : IQuery<JobState>;

internal sealed class GetJobQueryHandler(INexusDbContext db, IActor actor) : IQueryHandler<GetJobQuery, JobState>
{
    public async Task<Result<JobState>> Handle(GetJobQuery query, CancellationToken cancellationToken)
    {
        var state = await db.Set<BackgroundJob>().Where(JobVisibility.To(actor)).Where(j => j.Id == query.JobId).Select(JobState.Of).SingleOrDefaultAsync(cancellationToken);
        return state is null ? JobErrors.NotFound : state;
    }
}
