using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Merging;

namespace NexusCrm.WebUI.Api;

/// <summary>Merging records of a type and undoing it.</summary>
/// <typeparam name="TRow">What the use cases answer.</typeparam>
/// <typeparam name="TBody">That on the wire.</typeparam>
/// <param name="Plural">Key of the record type and the route.</param>
/// <param name="From">A record, with the id of the merge where there is one.</param>
internal sealed record MergeEndpoints<TRow, TBody>(string Plural, Func<TRow, Guid?, TBody> From)
{
    private string Names => char.ToUpperInvariant(Plural[0]) + Plural[1..];

    /// <summary>Maps the routes. Handlers stand in variables: the framework's analyser fails on type parameters of a route handler.</summary>
    public void Map(RouteGroupBuilder records, Func<MergeOrder, bool, ICommand<Merged<TRow>>> merge, Func<Guid, Guid, ICommand<Unmerged<TRow>>> unmerge)
    {
        Delegate join = async (MergeBody body, HttpContext context, IUseCases useCases, CancellationToken ct) =>
            (await useCases.Send(merge(body.ToOrder(), context.TakeDryRun()), ct)).ToHttp(m => From(m.Winner, m.MergeId));
        records.MapPost("/merge", join)
            .WithName($"merge{Names}").WithSummary($"Make up to ten {Plural} one; with Prefer: dry-run, find out what would come of it").Produces<TBody>().ProducesProblems(400, 401, 403, 409);

        Delegate part = async (Guid id, UnmergeBody body, IUseCases useCases, CancellationToken ct) =>
            (await useCases.Send(unmerge(id, body.MergeId ?? Guid.Empty), ct)).ToHttp(u => new UnmergedBody<TBody>(From(u.Winner, null), u.RestoredIds, u.Kept));
        records.MapPost("/{id:guid}/unmerge", part)
            .WithName($"unmerge{Names}").WithSummary("Undo a merge within 30 days; what was changed since stays and is named").Produces<UnmergedBody<TBody>>().ProducesProblems(400, 401, 403, 404, 409);
    }
}

/// <summary>What is merged.</summary>
internal sealed record MergeBody(Guid? WinnerId, IReadOnlyList<Guid>? LoserIds, Dictionary<string, Guid>? Fields)
{
    public MergeOrder ToOrder() => new(WinnerId ?? Guid.Empty, LoserIds ?? [], Fields ?? []);
}

/// <summary>Which merge is undone.</summary>
internal sealed record UnmergeBody(Guid? MergeId);

/// <summary>The winner of a merge that was undone, the records that are back, and what stayed with the winner because somebody changed it since.</summary>
internal sealed record UnmergedBody<TBody>(TBody Winner, IReadOnlyList<Guid> RestoredIds, IReadOnlyList<KeptRow> Kept);

/// <summary>A record that may be the same as another.</summary>
internal sealed record DuplicateBody<TBody>(TBody Record, int Score, IReadOnlyList<string> Reasons);
