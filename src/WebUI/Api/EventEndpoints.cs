using System.Text.Json;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Events;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>What happened in the organization, to follow or to catch up with.</summary>
internal static class EventEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>Maps the route.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", async (HttpResponse response, IUseCases useCases, CancellationToken ct, string? after = null, string? type = null, Guid? recordId = null, int limit = DefaultLimit) =>
                Answer(await useCases.Send(new ListEventsQuery(after, type?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [], recordId, limit), ct), response))
            .WithTags("Events")
            .WithName("listEvents").WithSummary("What happened, in order; keep the cursor and ask again for what came since")
            .Produces<PageBody<EventBody>>().ProducesProblems(400, 401, 403);

    /// <summary>The feed never ends: <c>next</c> stays the place to go on from, <c>hasMore</c> says whether to go on now.</summary>
    private static IResult Answer(Result<EventPage> result, HttpResponse response)
    {
        if (result is { Succeeded: true, Value: { HasMore: true, Next: { } next } }) response.Headers.Link = Pages.Link(response.HttpContext.Request, "next", "after", next);
        return result.ToHttp(page => new PageBody<EventBody>([.. page.Events.Select(EventBody.From)], new PagePosition(page.Next, null, page.HasMore, null, false)));
    }

    private sealed record RecordBody(string Type, Guid Id);

    private sealed record ActorBody(AuditActor Type, Guid? Id);

    private sealed record EventBody(Guid Id, long Position, string Type, DateTimeOffset OccurredAt, RecordBody Record, long Sequence, ActorBody Actor, JsonElement Data)
    {
        public static EventBody From(EventLine e) => new(e.Id, e.Position, e.Type, e.OccurredAt, new RecordBody(e.RecordType, e.RecordId), e.Sequence, new ActorBody(e.ActorKind, e.ActorId), e.Data);
    }
}
