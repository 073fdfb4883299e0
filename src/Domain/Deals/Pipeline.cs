using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>What being in a stage means.</summary>
public enum StageKind
{
    /// <summary>Being worked.</summary>
    Open,

    /// <summary>Won.</summary>
    Won,

    /// <summary>Lost.</summary>
    Lost,
}

/// <summary>Where a stage counts in the forecast (rule D6).</summary>
public enum ForecastCategory
{
    /// <summary>Possible.</summary>
    Pipeline,

    /// <summary>Likely if all goes well.</summary>
    BestCase,

    /// <summary>Promised.</summary>
    Commit,

    /// <summary>Won.</summary>
    Closed,

    /// <summary>Not counted.</summary>
    Omitted,
}

/// <summary>A step of a pipeline, in order.</summary>
public sealed class PipelineStage : IOrganizationOwned
{
    private PipelineStage()
    {
    }

    internal PipelineStage(Pipeline pipeline, string name, StageKind kind, int probability, ForecastCategory forecast, int position, DateTimeOffset at)
    {
        (OrganizationId, PipelineId, Id) = (pipeline.OrganizationId, pipeline.Id, Guid.CreateVersion7(at));
        (Name, Kind, Probability, Forecast, Position) = (name, kind, probability, forecast, position);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7; stays when the name changes.</summary>
    public Guid Id { get; private set; }

    /// <summary>The pipeline.</summary>
    public Guid PipelineId { get; private set; }

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What being here means.</summary>
    public StageKind Kind { get; private set; }

    /// <summary>Percent a deal gets on entering, 0 to 100; 100 when won, 0 when lost.</summary>
    public int Probability { get; private set; }

    /// <summary>Where it counts in the forecast.</summary>
    public ForecastCategory Forecast { get; private set; }

    /// <summary>Order, from 0.</summary>
    public int Position { get; private set; }
}

/// <summary>The way deals go, from the first stage to won or lost. Its stages are loaded with it.</summary>
public sealed class Pipeline : AggregateRoot
{
    /// <summary>Longest name of a pipeline or stage, in characters.</summary>
    public const int NameMaxLength = 100;

    private readonly List<PipelineStage> _stages = [];

    private Pipeline()
    {
    }

    private Pipeline(Guid organizationId, string name, DateTimeOffset at, Guid? by) : base(organizationId, at, by) => Name = name;

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Taken for a deal that names none; one per organization is.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>Stages; sort by <see cref="PipelineStage.Position"/>.</summary>
    public IReadOnlyCollection<PipelineStage> Stages => _stages;

    /// <summary>Where a new deal starts.</summary>
    public PipelineStage FirstStage => _stages.Where(s => s.Kind is StageKind.Open).MinBy(s => s.Position)!;

    /// <summary>The pipeline an organization starts with: New 10, Qualified 25, Proposal 50, Negotiation 75, Won, Lost.</summary>
    public static Pipeline Default(Guid organizationId, DateTimeOffset at, Guid? by)
    {
        var pipeline = new Pipeline(organizationId, "Sales", at, by) { IsDefault = true };
        pipeline.Append("New", StageKind.Open, 10, ForecastCategory.Pipeline, at);
        pipeline.Append("Qualified", StageKind.Open, 25, ForecastCategory.Pipeline, at);
        pipeline.Append("Proposal", StageKind.Open, 50, ForecastCategory.BestCase, at);
        pipeline.Append("Negotiation", StageKind.Open, 75, ForecastCategory.Commit, at);
        pipeline.Append("Won", StageKind.Won, 100, ForecastCategory.Closed, at);
        pipeline.Append("Lost", StageKind.Lost, 0, ForecastCategory.Omitted, at);
        return pipeline;
    }

    /// <summary>A stage by id, or null.</summary>
    public PipelineStage? Stage(Guid id) => _stages.Find(s => s.Id == id);

    private void Append(string name, StageKind kind, int probability, ForecastCategory forecast, DateTimeOffset at) =>
        _stages.Add(new PipelineStage(this, name, kind, probability, forecast, _stages.Count, at));
}
