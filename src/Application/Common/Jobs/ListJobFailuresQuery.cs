using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>The first rows that a job refused, in their order, for a look at them; all of them stand in the failure file.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Limit">1 to 200.</param>
[SignedIn("A member sees the jobs it asked for; others' need jobs.manage, which the query itself checks.", KeysToo = true)]
public sealed record ListJobFailuresQuery(Guid JobId, int Limit = 20) : IQuery<IReadOnlyList<JobFailureLine>>;

/// <summary>A row that was refused.</summary>
/// <param name="Row">Number of the row, from 1.</param>
/// <param name="Column">The first column that is wrong, where there is one.</param>
/// <param name="Message">All that is wrong, for a person.</param>
public sealed record JobFailureLine(long Row, string? Column, string Message);

internal sealed class ListJobFailuresQueryValidator : AbstractValidator<ListJobFailuresQuery>
{
    public ListJobFailuresQueryValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 200);
}

internal sealed class ListJobFailuresQueryHandler(INexusDbContext db, IActor actor) : IQueryHandler<ListJobFailuresQuery, IReadOnlyList<JobFailureLine>>
{
    public async Task<Result<IReadOnlyList<JobFailureLine>>> Handle(ListJobFailuresQuery query, CancellationToken ct)
    {
        var isVisible = await db.Set<BackgroundJob>().Where(JobVisibility.To(actor)).AnyAsync(j => j.Id == query.JobId, ct);
        if (!isVisible) return JobErrors.NotFound;
        return await db.Set<JobFailure>().Where(f => f.JobId == query.JobId).OrderBy(f => f.Row).Take(query.Limit).Select(f => new JobFailureLine(f.Row, f.Column, f.Message)).ToListAsync(ct);
    }
}
