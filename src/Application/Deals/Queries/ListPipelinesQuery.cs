using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Reads the pipelines of the organization with their stages, the default one first.</summary>
[Requires(Permissions.Deals.Read)]
public sealed record ListPipelinesQuery : IQuery<IReadOnlyList<PipelineRecord>>;

/// <summary>A pipeline.</summary>
/// <param name="Id">The pipeline.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">True for the one taken where none is named.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="Version">What <c>If-Match</c> compares.</param>
public sealed record PipelineRecord(Guid Id, string Name, bool IsDefault, IReadOnlyList<StageRecord> Stages, int Version);

/// <summary>A step of a pipeline.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Open, won or lost.</param>
/// <param name="Probability">Percent a deal gets on entering, 0 to 100.</param>
/// <param name="Forecast">Where it counts in the forecast.</param>
/// <param name="Position">Order, from 0.</param>
public sealed record StageRecord(Guid Id, string Name, StageKind Kind, int Probability, ForecastCategory Forecast, int Position);

internal sealed class ListPipelinesQueryHandler(INexusDbContext db) : IQueryHandler<ListPipelinesQuery, IReadOnlyList<PipelineRecord>>
{
    public async Task<Result<IReadOnlyList<PipelineRecord>>> Handle(ListPipelinesQuery query, CancellationToken ct) =>
        await db.Set<Pipeline>().OrderByDescending(p => p.IsDefault).ThenBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new PipelineRecord(
                p.Id, p.Name, p.IsDefault, p.Stages.OrderBy(s => s.Position).Select(s => new StageRecord(s.Id, s.Name, s.Kind, s.Probability, s.Forecast, s.Position)).ToList(), p.Version))
            .ToListAsync(ct);
}
