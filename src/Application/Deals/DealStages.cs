using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>The pipelines of the organization with their stages, read once for many deals.</summary>
internal sealed class DealStages(INexusDbContext db)
{
    private List<Pipeline> _pipelines = [];

    /// <summary>The pipeline for deals that name none.</summary>
    public Pipeline DefaultPipeline => _pipelines.Single(p => p.IsDefault);

    /// <summary>Reads them.</summary>
    public async Task LoadAsync(CancellationToken ct) =>
        _pipelines = await db.Set<Pipeline>().AsNoTracking().Include(p => p.Stages).OrderByDescending(p => p.IsDefault).ThenBy(p => p.Id).ToListAsync(ct);

    /// <summary>A stage that is there.</summary>
    public PipelineStage Of(Guid id) => _pipelines.SelectMany(p => p.Stages).Single(s => s.Id == id);

    /// <summary>The pipeline of a stage.</summary>
    public Pipeline PipelineOf(PipelineStage stage) => _pipelines.Single(p => p.Id == stage.PipelineId);

    /// <summary>A stage as files name it, by id or name; of several with one name the default pipeline's, or null where that decides nothing.</summary>
    public Guid? Find(string text)
    {
        var stages = _pipelines.SelectMany(p => p.Stages).Where(s => string.Equals(s.Name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(s.Id.ToString(), text, StringComparison.OrdinalIgnoreCase)).ToList();
        var usual = stages.Find(s => s.PipelineId == DefaultPipeline.Id);
        return usual?.Id ?? (stages.Count == 1 ? stages[0].Id : null);
    }
}
