using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Queries;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Calls, meetings, e-mails, notes and tasks.</summary>
internal static class ActivityEndpoints
{
    private static readonly CrmRoutes<ActivityRecord, ActivityBody> Routes = new("activity", "activities", ActivityBody.From);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var activities = Routes.Group(api);
        Routes.MapList(activities, list => new ListActivitiesQuery(list));
        Routes.MapStats(activities, list => new GetActivityStatsQuery(list), "byStatus");
        Routes.MapCreate<ActivityPost>(activities, body => body.ToCommand(), "completedBy");
        Routes.MapGet(activities, id => new GetActivityQuery(id));
        Routes.MapPatch<ActivityPatchBody>(activities, (id, body, version) => body.ToCommand(id, version), "kind", "status", "completedAt", "completedBy", "outcome", "links", "tags", "customFields");
        Routes.MapRecycling(activities, (id, version) => new DeleteActivityCommand(id, version), id => new RestoreActivityCommand(id));
        activities.MapPost("/{id:guid}/complete", async (Guid id, CompleteBody? body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new CompleteActivityCommand(id, body?.Outcome, request.ExpectedVersion()), ct)).ToResource(ActivityBody.From, CrmBody.ETagOf))
            .WithName("completeActivity").WithSummary("Mark an activity done").Produces<ActivityBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        Routes.MapAction(activities, "cancel", (id, version) => new CancelActivityCommand(id, version), "cancelActivity", "Say that an activity will not be done");
        Routes.MapAction(activities, "reopen", (id, version) => new ReopenActivityCommand(id, version), "reopenActivity", "Take up a done or cancelled activity again");
        foreach (var (type, plural) in new[] { (RecordType.Lead, "leads"), (RecordType.Account, "accounts"), (RecordType.Contact, "contacts"), (RecordType.Deal, "deals") })
            Routes.MapListOf(api.MapGroup("/" + plural).WithTags("Activities"), (id, list) => new ListActivitiesQuery(list, new RecordReference(type, id)), $"listActivitiesOf{type}", "The activities about one record");
    }

    private sealed record ActivityBody : CrmBody
    {
        private ActivityBody(ActivityRecord a) : base(a)
        {
        }

        public required ActivityKind Kind { get; init; }

        public required string Subject { get; init; }

        public required string? Body { get; init; }

        public required ActivityDirection? Direction { get; init; }

        public required DateTimeOffset? DueAt { get; init; }

        public required DateOnly? DueOn { get; init; }

        public required ActivityStatus Status { get; init; }

        public required DateTimeOffset? CompletedAt { get; init; }

        public required Guid? CompletedBy { get; init; }

        public required string? Outcome { get; init; }

        public required IReadOnlyList<LinkBody> Links { get; init; }

        public static ActivityBody From(ActivityRecord a) => new(a)
        {
            Kind = a.Kind,
            Subject = a.Subject,
            Body = a.Body,
            Direction = a.Direction,
            DueAt = a.DueAt,
            DueOn = a.DueOn,
            Status = a.Status,
            CompletedAt = a.CompletedAt,
            CompletedBy = a.CompletedBy,
            Outcome = a.Outcome,
            Links = [.. a.Links.Select(l => new LinkBody(l.Type, l.Id))],
        };
    }

    private sealed record LinkBody(RecordType Type, Guid Id);

    private sealed record CompleteBody(string? Outcome);

    /// <summary>A planned activity; with the status <c>done</c>, one that has happened.</summary>
    private sealed record ActivityPost(
        ActivityKind Kind, string? Subject, string? Body, ActivityDirection? Direction, DateTimeOffset? DueAt, DateOnly? DueOn, IReadOnlyList<LinkBody>? Links, Optional<Guid?> OwnerId, ActivityStatus? Status, DateTimeOffset? CompletedAt,
        string? Outcome)
    {
        public ICommand<ActivityRecord> ToCommand()
        {
            var details = new ActivityDetails { Kind = Kind, Subject = Subject, Body = Body, Direction = Direction, DueAt = DueAt, DueOn = DueOn };
            IReadOnlyList<RecordReference> about = [.. (Links ?? []).Select(l => new RecordReference(l.Type, l.Id))];
            return Status is ActivityStatus.Done ? new LogActivityCommand(details, about, Outcome, CompletedAt) : new CreateActivityCommand(details, about, OwnerId);
        }
    }

    private sealed record ActivityPatchBody(Optional<string?> Subject, Optional<string?> Body, Optional<ActivityDirection?> Direction, Optional<DateTimeOffset?> DueAt, Optional<DateOnly?> DueOn, Optional<Guid?> OwnerId)
    {
        public UpdateActivityCommand ToCommand(Guid id, int? version) =>
            new(id, new ActivityPatch { Subject = Subject, Body = Body, Direction = Direction, DueAt = DueAt, DueOn = DueOn, OwnerId = OwnerId }, version);
    }
}
