using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Api;

/// <summary>How the organization scores its leads.</summary>
internal static class ScoringEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var profile = api.MapGroup("/scoring-profile").WithTags("Scoring");
        profile.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new GetScoringProfileQuery(), ct)).ToResource(ProfileBody.From, p => ETags.Of(p.Version)))
            .WithName("getScoringProfile").WithSummary("The factors of a score and their points").Produces<ProfileBody>().Produces(304).ProducesProblems(401, 403);
        profile.MapPut("", async (ProfilePut body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UpdateScoringProfileCommand([.. (body.Factors ?? []).Select(f => new ScoringFactor(f.Key ?? "", f.Points ?? -1, f.WindowDays))], request.ExpectedVersion()), ct))
                    .ToAccepted(job => new QueuedBody(job.JobId, "queued")))
            .WithMetadata(new ReadOnlyFields(["version"]))
            .WithName("replaceScoringProfile").WithSummary("Replace the factors; a job scores all leads again").Produces<QueuedBody>(202).ProducesProblems(400, 401, 403, 412);
    }

    private sealed record ProfileBody(int Version, IReadOnlyList<FactorBody> Factors)
    {
        public static ProfileBody From(ScoringRules rules) => new(rules.ProfileVersion, [.. rules.Factors.Select(f => new FactorBody(f.Key, f.Points, f.WindowDays))]);
    }

    private sealed record FactorBody(string? Key, int? Points, int? WindowDays);

    private sealed record ProfilePut(IReadOnlyList<FactorBody>? Factors);

    private sealed record QueuedBody(Guid JobId, string Status);
}
