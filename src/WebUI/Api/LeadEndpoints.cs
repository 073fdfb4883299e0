using System.Globalization;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Merging;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Api;

/// <summary>Leads: read, change, act. Public capture shares the route of creation; see <see cref="LeadCapture"/>.</summary>
internal static class LeadEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var leads = api.MapGroup("/leads").WithTags("Leads");
        FieldBody.Map(leads, RecordTypes.Leads, "listLeadFields");
        LeadCapture.Map(leads);
        MapReading(leads);
        MapWriting(leads);
        MapActions(leads);
        new MergeEndpoints<LeadRecord, LeadBody>("leads", (lead, merge) => LeadBody.From(lead) with { MergeId = merge })
            .Map(leads, (order, dryRun) => new MergeLeadsCommand(order, dryRun), (id, merge) => new UnmergeLeadCommand(id, merge));
    }

    private static void MapReading(RouteGroupBuilder leads)
    {
        leads.MapGet("", async (HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var list = request.ListRequest();
                return list.Succeeded ? (await useCases.Send(new ListLeadsQuery(list.Value), ct)).ToPage(request, LeadBody.From) : list.Error.ToHttp();
            })
            .WithMetadata(new QueryNames())
            .WithName("listLeads").WithSummary("Leads by filter, newest first unless sorted otherwise; consents are null here").Produces<PageBody<LeadBody>>().ProducesProblems(400, 401, 403);
        leads.MapGet("/stats", async (HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var list = request.ListRequest();
                return list.Succeeded ? (await useCases.Send(new GetLeadStatsQuery(list.Value), ct)).ToHttp(StatsBody.From) : list.Error.ToHttp();
            })
            .WithMetadata(new QueryNames())
            .WithName("getLeadStats").WithSummary("Numbers about the leads that the filter means").Produces<StatsBody>().ProducesProblems(400, 401, 403);
        leads.MapGet("/duplicates", async (string? email, string? phone, string? company, string? lastName, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new FindLeadDuplicatesQuery(email, phone, company, lastName), ct)).ToHttp(Duplicates))
            .WithName("findLeadDuplicates").WithSummary("Leads that may be the same as what is being typed").Produces<ListBody<DuplicateBody<LeadBody>>>().ProducesProblems(400, 401, 403);
        leads.MapGet("/{id:guid}", async (Guid id, HttpResponse response, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new GetLeadQuery(id), ct)).NamingContent(response, id, l => l.Id, RecordTypes.Leads).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("getLead").WithSummary("One lead; a merged one answers as the lead it was merged into, with Content-Location").Produces<LeadBody>().Produces(304).ProducesProblems(401, 403, 404);
        leads.MapGet("/{id:guid}/duplicates", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new FindDuplicatesOfLeadQuery(id), ct)).ToHttp(Duplicates))
            .WithName("findDuplicatesOfLead").WithSummary("Leads that may be the same as this one").Produces<ListBody<DuplicateBody<LeadBody>>>().ProducesProblems(401, 403, 404);
        leads.MapGet("/{id:guid}/timeline", async (Guid id, string? kind, string? after, int? limit, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var timeline = TimelineBody.Request(kind, after, limit);
                return timeline.Succeeded ? (await useCases.Send(new GetLeadTimelineQuery(id, timeline.Value), ct)).ToPage(request, TimelineBody.From) : timeline.Error.ToHttp();
            })
            .WithName("getLeadTimeline").WithSummary("What happened to a lead, newest first").Produces<PageBody<TimelineBody>>().ProducesProblems(400, 401, 403, 404);
        leads.MapGet("/{id:guid}/score", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new ExplainLeadScoreQuery(id), ct)).ToHttp(ScoreBody.From))
            .WithName("explainLeadScore").WithSummary("What a lead scores now, and why, without saving it").Produces<ScoreBody>().ProducesProblems(401, 403, 404);
    }

    private static void MapWriting(RouteGroupBuilder leads)
    {
        leads.MapPatch("/{id:guid}", async (Guid id, LeadPatchBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(body.ToCommand(id, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(LeadBody.ReadOnly))
            .WithName("updateLead").WithSummary("Change a lead by a JSON merge patch").Produces<LeadBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        leads.MapDelete("/{id:guid}", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DeleteLeadCommand(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName("deleteLead").WithSummary("Move a lead to the recycle bin").Produces(204).ProducesProblems(401, 403, 404, 412);
        leads.MapPost("/{id:guid}/restore", async (Guid id, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RestoreLeadCommand(id), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("restoreLead").WithSummary("Take a lead out of the recycle bin").Produces<LeadBody>().ProducesProblems(401, 403, 404);
    }

    private static void MapActions(RouteGroupBuilder leads)
    {
        leads.MapPost("/{id:guid}/qualify", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new QualifyLeadCommand(id, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("qualifyLead").WithSummary("Mark a lead worth selling to").Produces<LeadBody>().ProducesProblems(401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/disqualify", async (Guid id, DisqualifyBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DisqualifyLeadCommand(id, body.Reason, body.Note, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("disqualifyLead").WithSummary("Give a lead up for a reason").Produces<LeadBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/reopen", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ReopenLeadCommand(id, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("reopenLead").WithSummary("Take a disqualified lead up again").Produces<LeadBody>().ProducesProblems(401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/assign", async (Guid id, AssignBody? body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new AssignLeadCommand(id, body?.OwnerId ?? default, body?.TerritoryId ?? default, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("assignLead").WithSummary("Give a lead to a member; an empty body runs the rules again").Produces<LeadBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/tag", async (Guid id, TagBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new TagLeadCommand(id, body.Add ?? [], body.Remove ?? [], request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("tagLead").WithSummary("Add tags to a lead and remove others").Produces<LeadBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/score", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new ScoreLeadCommand(id), ct)).ToHttp(ScoreBody.From))
            .WithName("scoreLead").WithSummary("Score a lead again and keep the result").Produces<ScoreBody>().ProducesProblems(401, 403, 404);
    }

    private static ListBody<DuplicateBody<LeadBody>> Duplicates(IReadOnlyList<DuplicateLead> found) => new([.. found.Select(d => new DuplicateBody<LeadBody>(LeadBody.From(d.Record), d.Score, d.Reasons))]);

    private sealed record DisqualifyBody(DisqualifyReason? Reason, string? Note);

    private sealed record AssignBody(Optional<Guid?> OwnerId, Optional<Guid?> TerritoryId);

    private sealed record TagBody(IReadOnlyList<string>? Add, IReadOnlyList<string>? Remove);

    private sealed record ScoreBody(int Score, IReadOnlyList<ScoreLine> Breakdown, int ProfileVersion)
    {
        public static ScoreBody From(LeadScore score) => new(score.Value, score.Breakdown, score.ProfileVersion);
    }

    private sealed record OwnerCountBody(Guid? OwnerId, string? OwnerName, int Count);

    private sealed record MonthBody(string Month, int Created, int Converted);

    private sealed record StatsBody(
        int Total, Dictionary<string, int> ByStatus, Dictionary<string, int> BySource, Dictionary<string, int> ByRating, IReadOnlyList<OwnerCountBody> ByOwner,
        string ConversionRate, decimal AverageScore, decimal AverageAgeDays, IReadOnlyList<MonthBody> ByMonth)
    {
        private const string Unrated = "none";

        public static StatsBody From(LeadStats s) => new(
            s.Total, Named(s.ByStatus), Named(s.BySource), new Dictionary<string, int>(Named(s.ByRating), StringComparer.Ordinal) { [Unrated] = s.Unrated },
            [.. s.ByOwner.Select(o => new OwnerCountBody(o.OwnerId, o.OwnerName, o.Count))],
            s.ConversionRate.ToString("0.0000", CultureInfo.InvariantCulture), s.AverageScore, s.AverageAgeDays,
            [.. s.ByMonth.Select(m => new MonthBody(m.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), m.Created, m.Converted))]);

        private static Dictionary<string, int> Named<T>(IReadOnlyDictionary<T, int> counts)
            where T : struct, Enum => counts.ToDictionary(c => WireNames<T>.Of(c.Key), c => c.Value, StringComparer.Ordinal);
    }
}
