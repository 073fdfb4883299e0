using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Views.Commands;
using NexusCrm.Application.Views.Queries;
using NexusCrm.Domain.Views;

namespace NexusCrm.WebUI.Api;

/// <summary>Saved views: columns, filter and sort of a list under a name.</summary>
internal static class ViewEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views");
        views.MapGet("", async (string? recordType, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ListViewsQuery(recordType ?? ""), ct)).ToHttp(all => new ListBody<ViewBody>([.. all.Select(ViewBody.From)])))
            .WithName("listViews").WithSummary("The views of a record type that the caller may use").Produces<ListBody<ViewBody>>().ProducesProblems(400, 401, 403);
        views.MapPost("", async (ViewPost body, IUseCases useCases, CancellationToken ct) =>
            {
                var created = await useCases.Send(new CreateViewCommand(body.RecordType ?? "", body.ToDetails()), ct);
                return created.Succeeded ? (await useCases.Send(new GetViewQuery(created.Value), ct)).ToCreated(v => $"{ApiEndpoints.BasePath}/views/{v.Id}", ViewBody.From, ViewBody.ETagOf) : created.Error.ToHttp();
            })
            .WithMetadata(new ReadOnlyFields(ViewBody.ReadOnly))
            .WithName("createView").WithSummary("Keep a list as a view").Produces<ViewBody>(201).ProducesProblems(400, 401, 403);
        views.MapGet("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new GetViewQuery(id), ct)).ToResource(ViewBody.From, ViewBody.ETagOf))
            .WithName("getView").WithSummary("One view").Produces<ViewBody>().Produces(304).ProducesProblems(401, 403, 404);
        views.MapPatch("/{id:guid}", UpdateAsync)
            .WithMetadata(new ReadOnlyFields([.. ViewBody.ReadOnly, "recordType"]))
            .WithName("updateView").WithSummary("Change a view by a JSON merge patch").Produces<ViewBody>().ProducesProblems(400, 401, 403, 404, 412);
        views.MapDelete("/{id:guid}", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DeleteViewCommand(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName("deleteView").WithSummary("Remove a view; the records stay").Produces(204).ProducesProblems(401, 403, 404, 412);
        views.MapPost("/{id:guid}/make-default", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new MakeDefaultViewCommand(id), ct)).ToNoContent())
            .WithName("makeDefaultView").WithSummary("Open the list with this view, for the caller").Produces(204).ProducesProblems(401, 403, 404);
    }

    private static async Task<IResult> UpdateAsync(Guid id, ViewPatch body, HttpRequest request, IUseCases useCases, CancellationToken ct)
    {
        var view = await useCases.Send(new GetViewQuery(id), ct);
        if (!view.Succeeded) return view.Error.ToHttp();
        var changed = await useCases.Send(new UpdateViewCommand(id, body.Into(view.Value.Details), request.ExpectedVersion() ?? view.Value.Version), ct);
        return changed.Succeeded ? (await useCases.Send(new GetViewQuery(id), ct)).ToResource(ViewBody.From, ViewBody.ETagOf) : changed.Error.ToHttp();
    }

    private sealed record ViewBody(
        Guid Id, string RecordType, string Name, ViewScope Scope, ViewType Type, IReadOnlyList<string> Columns, string? Filter, string? Sort, ViewDensity Density, bool Pinned, bool IsDefault,
        Guid OwnerId, IReadOnlyList<InvalidClause> InvalidClauses, int Version)
    {
        public static readonly string[] ReadOnly = ["id", "isDefault", "ownerId", "invalidClauses", "version"];

        public static ViewBody From(ViewItem v) => new(
            v.Id, v.RecordType, v.Details.Name!, v.Details.Scope, v.Details.Type, v.Details.Columns, v.Details.Filter, v.Details.Sort, v.Details.Density, v.Details.Pinned, v.IsDefault,
            v.OwnerId, v.InvalidClauses, v.Version);

        public static string ETagOf(ViewItem view) => ETags.Of(view.Version);
    }

    private sealed record ViewPost(string? RecordType, string? Name, ViewScope? Scope, ViewType? Type, IReadOnlyList<string>? Columns, string? Filter, string? Sort, ViewDensity? Density, bool? Pinned)
    {
        public ViewDetails ToDetails() => new()
        {
            Name = Name,
            Scope = Scope ?? ViewScope.Private,
            Type = Type ?? ViewType.Table,
            Columns = Columns ?? [],
            Filter = Filter,
            Sort = Sort,
            Density = Density ?? default,
            Pinned = Pinned ?? false,
        };
    }

    private sealed record ViewPatch(
        Optional<string?> Name, Optional<ViewScope> Scope, Optional<ViewType> Type, Optional<IReadOnlyList<string>?> Columns, Optional<string?> Filter, Optional<string?> Sort,
        Optional<ViewDensity> Density, Optional<bool> Pinned)
    {
        public ViewDetails Into(ViewDetails view) => view with
        {
            Name = Name.Or(view.Name),
            Scope = Scope.Or(view.Scope),
            Type = Type.Or(view.Type),
            Columns = Columns.Or(view.Columns) ?? [],
            Filter = Filter.Or(view.Filter),
            Sort = Sort.Or(view.Sort),
            Density = Density.Or(view.Density),
            Pinned = Pinned.Or(view.Pinned),
        };
    }
}
