using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Domain.Deals;

namespace NexusCrm.WebUI.Api;

/// <summary>Pipelines of deals.</summary>
internal static class PipelineEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/pipelines", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ListPipelinesQuery(), ct)).ToHttp(pipelines => new ListBody<PipelineBody>([.. pipelines.Select(PipelineBody.From)])))
            .WithTags("Deals").WithName("listPipelines").WithSummary("The pipelines with their stages in order, the default one first")
            .Produces<ListBody<PipelineBody>>().ProducesProblems(401, 403);

    private sealed record PipelineBody(Guid Id, string Name, bool IsDefault, IReadOnlyList<StageBody> Stages, int Version)
    {
        public static PipelineBody From(PipelineRecord p) =>
            new(p.Id, p.Name, p.IsDefault, [.. p.Stages.Select(s => new StageBody(s.Id, s.Name, s.Kind, s.Probability, s.Forecast, s.Position))], p.Version);
    }

    private sealed record StageBody(Guid Id, string Name, StageKind Kind, int Probability, ForecastCategory ForecastCategory, int Position);
}
