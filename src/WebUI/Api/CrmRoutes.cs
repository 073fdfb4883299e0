using System.Globalization;
using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>
/// The routes that accounts, contacts, deals and activities have alike; creating and changing have bodies of their own. Handlers with such a body stand in a variable: the framework's analyser fails on type parameters of a
/// route handler.
/// </summary>
/// <typeparam name="TRow">What the use cases answer.</typeparam>
/// <typeparam name="TBody">That on the wire.</typeparam>
/// <param name="Singular">One record in words, lower case.</param>
/// <param name="Plural">Several of them; also the key of the record type and the route.</param>
/// <param name="From">Turns one into the other.</param>
internal sealed record CrmRoutes<TRow, TBody>(string Singular, string Plural, Func<TRow, TBody> From) where TRow : CrmRow
{
    private string Name => char.ToUpperInvariant(Singular[0]) + Singular[1..];

    private string Names => char.ToUpperInvariant(Plural[0]) + Plural[1..];

    /// <summary>The group of routes, with the field catalogue.</summary>
    public RouteGroupBuilder Group(RouteGroupBuilder api)
    {
        var records = api.MapGroup("/" + Plural).WithTags(Names);
        FieldBody.Map(records, Plural, $"list{Name}Fields");
        return records;
    }

    /// <summary>Maps the list.</summary>
    public void MapList(RouteGroupBuilder records, Func<ListRequest, IQuery<Page<TRow>>> query) =>
        records.MapGet("", (HttpRequest request, IUseCases useCases, CancellationToken ct) => ListAsync(request, query, useCases, ct))
            .WithMetadata(new QueryNames())
            .WithName($"list{Names}").WithSummary($"{Names} by filter, newest first unless sorted otherwise").Produces<PageBody<TBody>>().ProducesProblems(400, 401, 403);

    /// <summary>Maps a list below one record of another type.</summary>
    public void MapListOf(RouteGroupBuilder owners, Func<Guid, ListRequest, IQuery<Page<TRow>>> query, string operation, string summary) =>
        owners.MapGet("/{id:guid}/" + Plural, (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) => ListAsync(request, list => query(id, list), useCases, ct))
            .WithMetadata(new QueryNames())
            .WithName(operation).WithSummary(summary).Produces<PageBody<TBody>>().ProducesProblems(400, 401, 403, 404);

    /// <summary>Maps reading one.</summary>
    public void MapGet(RouteGroupBuilder records, Func<Guid, IQuery<TRow>> query) =>
        records.MapGet("/{id:guid}", async (Guid id, HttpResponse response, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(query(id), ct)).NamingContent(response, id, r => r.Id, Plural).ToResource(From, CrmBody.ETagOf))
            .WithName($"get{Name}").WithSummary($"One {Singular}; a merged one answers as what it was merged into, with Content-Location").Produces<TBody>().Produces(304).ProducesProblems(401, 403, 404);

    /// <summary>Maps the records that may be the same as one.</summary>
    public void MapDuplicates(RouteGroupBuilder records, Func<Guid, IQuery<IReadOnlyList<DuplicateRecord<TRow>>>> query) =>
        records.MapGet("/{id:guid}/duplicates", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(query(id), ct)).ToHttp(Duplicates))
            .WithName($"findDuplicatesOf{Name}").WithSummary($"{Names} that may be the same as this one").Produces<ListBody<DuplicateBody<TBody>>>().ProducesProblems(401, 403, 404);

    /// <summary>Possible duplicates on the wire.</summary>
    public ListBody<DuplicateBody<TBody>> Duplicates(IReadOnlyList<DuplicateRecord<TRow>> found) => new([.. found.Select(d => new DuplicateBody<TBody>(From(d.Record), d.Score, d.Reasons))]);

    /// <summary>Maps the numbers about a list.</summary>
    /// <param name="records">The group.</param>
    /// <param name="query">Counts what a filter means.</param>
    /// <param name="kind">Name of the property that counts by type or status; null where there is none.</param>
    public void MapStats(RouteGroupBuilder records, Func<ListRequest, IQuery<CrmStats>> query, string? kind) =>
        records.MapGet("/stats", async (HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var list = request.ListRequest();
                return list.Succeeded ? (await useCases.Send(query(list.Value), ct)).ToHttp(stats => Stats(stats, kind)) : list.Error.ToHttp();
            })
            .WithMetadata(new QueryNames())
            .WithName($"get{Name}Stats").WithSummary($"Numbers about the {Plural} that the filter means").Produces<Dictionary<string, object>>().ProducesProblems(400, 401, 403);

    /// <summary>Maps the timeline of one.</summary>
    public void MapTimeline(RouteGroupBuilder records, RecordType type) =>
        records.MapGet("/{id:guid}/timeline", async (Guid id, string? kind, string? after, int? limit, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var timeline = TimelineBody.Request(kind, after, limit);
                return timeline.Succeeded ? (await useCases.Send(new GetRecordTimelineQuery(new RecordReference(type, id), timeline.Value), ct)).ToPage(request, TimelineBody.From) : timeline.Error.ToHttp();
            })
            .WithName($"get{Name}Timeline").WithSummary($"What happened to one {Singular}, newest first").Produces<PageBody<TimelineBody>>().ProducesProblems(400, 401, 403, 404);

    /// <summary>Maps the way to the recycle bin and back.</summary>
    public void MapRecycling(RouteGroupBuilder records, Func<Guid, int?, ICommand<TRow>> delete, Func<Guid, ICommand<TRow>> restore)
    {
        records.MapDelete("/{id:guid}", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) => (await useCases.Send(delete(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName($"delete{Name}").WithSummary($"To the recycle bin: one {Singular}").Produces(204).ProducesProblems(401, 403, 404, 412);
        records.MapPost("/{id:guid}/restore", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(restore(id), ct)).ToResource(From, CrmBody.ETagOf))
            .WithName($"restore{Name}").WithSummary($"Out of the recycle bin: one {Singular}").Produces<TBody>().ProducesProblems(401, 403, 404);
    }

    /// <summary>Maps an action on one record that answers it as it is then.</summary>
    public void MapAction<TAction>(RouteGroupBuilder records, string action, Func<Guid, TAction, int?, ICommand<TRow>> command, string operation, string summary) where TAction : class
    {
        Delegate act = async (Guid id, TAction body, HttpRequest request, IUseCases useCases, CancellationToken ct) => (await useCases.Send(command(id, body, request.ExpectedVersion()), ct)).ToResource(From, CrmBody.ETagOf);
        records.MapPost("/{id:guid}/" + action, act).WithName(operation).WithSummary(summary).Produces<TBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
    }

    /// <summary>Maps an action without a body.</summary>
    public void MapAction(RouteGroupBuilder records, string action, Func<Guid, int?, ICommand<TRow>> command, string operation, string summary) =>
        records.MapPost("/{id:guid}/" + action, async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(command(id, request.ExpectedVersion()), ct)).ToResource(From, CrmBody.ETagOf))
            .WithName(operation).WithSummary(summary).Produces<TBody>().ProducesProblems(401, 403, 404, 409, 412);

    /// <summary>Maps creation.</summary>
    public void MapCreate<TPost>(RouteGroupBuilder records, Func<TPost, ICommand<TRow>> command, params string[] readOnly) where TPost : class
    {
        Delegate create = async (TPost body, IUseCases useCases, CancellationToken ct) => (await useCases.Send(command(body), ct)).ToCreated(row => $"{ApiEndpoints.BasePath}/{Plural}/{row.Id}", From, CrmBody.ETagOf);
        records.MapPost("", create)
            .WithMetadata(new ReadOnlyFields([.. CrmBody.ReadOnly, .. readOnly]))
            .WithName($"create{Name}").WithSummary($"Create one {Singular}").Produces<TBody>(201).ProducesProblems(400, 401, 403, 409);
    }

    /// <summary>Maps the merge patch.</summary>
    public void MapPatch<TPatch>(RouteGroupBuilder records, Func<Guid, TPatch, int?, ICommand<TRow>> command, params string[] readOnly) where TPatch : class
    {
        Delegate change = async (Guid id, TPatch body, HttpRequest request, IUseCases useCases, CancellationToken ct) => (await useCases.Send(command(id, body, request.ExpectedVersion()), ct)).ToResource(From, CrmBody.ETagOf);
        records.MapPatch("/{id:guid}", change)
            .WithMetadata(new ReadOnlyFields([.. CrmBody.ReadOnly, .. readOnly]))
            .WithName($"update{Name}").WithSummary($"Change one {Singular} by a JSON merge patch").Produces<TBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
    }

    private static Dictionary<string, object> Stats(CrmStats stats, string? kind)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["total"] = stats.Total };
        if (kind is not null) body[kind] = stats.ByKind;
        body["byOwner"] = stats.ByOwner;
        body["byMonth"] = stats.ByMonth.Select(m => new { Month = m.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), m.Created }).ToList();
        return body;
    }

    private async Task<IResult> ListAsync(HttpRequest request, Func<ListRequest, IQuery<Page<TRow>>> query, IUseCases useCases, CancellationToken ct)
    {
        var list = request.ListRequest();
        return list.Succeeded ? (await useCases.Send(query(list.Value), ct)).ToPage(request, From) : list.Error.ToHttp();
    }
}
