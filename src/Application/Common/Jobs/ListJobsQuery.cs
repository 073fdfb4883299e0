using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>The latest jobs, newest first. Ids are time-ordered, so the id of the last one shown is the place to go on from.</summary>
/// <param name="Before">Id of the last job of the page before, or null.</param>
/// <param name="Limit">1 to 200.</param>
[SignedIn("A member sees the jobs it asked for; others' need jobs.manage, which the query itself checks.", KeysToo = true)]
public sealed record ListJobsQuery(Guid? Before = null, int Limit = 50) : IQuery<IReadOnlyList<JobState>>;

internal sealed class ListJobsQueryValidator : AbstractValidator<ListJobsQuery>
{
    public ListJobsQueryValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 200);
}

internal sealed class ListJobsQueryHandler(INexusDbContext db, IActor actor) : IQueryHandler<ListJobsQuery, IReadOnlyList<JobState>>
{
    public async Task<Result<IReadOnlyList<JobState>>> Handle(ListJobsQuery query, CancellationToken cancellationToken)
    {
        var jobs = db.Set<BackgroundJob>().Where(JobVisibility.To(actor));
        if (query.Before is { } before) jobs = jobs.Where(j => j.Id.CompareTo(before) < 0);
        return await jobs.OrderByDescending(j => j.Id).Take(query.Limit).Select(JobState.Of).ToListAsync(cancellationToken);
    }
}
