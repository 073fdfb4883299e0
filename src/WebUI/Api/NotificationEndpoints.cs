using System.Globalization;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Notifications;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Notifications;

namespace NexusCrm.WebUI.Api;

/// <summary>What the signed-in member is told.</summary>
internal static class NotificationEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("", ListAsync).WithName("listNotifications").WithSummary("What you were told, newest first").Produces<PageBody<NotificationBody>>().ProducesProblems(400, 401);
        notifications.MapPost("/{id:guid}/read", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new ReadNotificationsCommand(id), ct)).ToNoContent())
            .WithName("readNotification").WithSummary("Mark one as read").Produces(204).ProducesProblems(401, 404);
        notifications.MapPost("/read-all", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new ReadNotificationsCommand(), ct)).ToNoContent())
            .WithName("readAllNotifications").WithSummary("Mark all as read").Produces(204).ProducesProblems(401);
        notifications.MapGet("/preferences", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new NotificationPreferencesQuery(), ct)).ToHttp(wishes => new ListBody<NotificationWish>(wishes)))
            .WithName("getNotificationPreferences").WithSummary("Of what you want to be told").Produces<ListBody<NotificationWish>>().ProducesProblems(401);
        notifications.MapPut("/preferences", async (PreferencesBody body, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new UpdateNotificationPreferencesCommand(body.Data), ct)).ToNoContent())
            .WithName("updateNotificationPreferences").WithSummary("Change of what you want to be told; kinds that are left out stay").Produces(204).ProducesProblems(400, 401);
    }

    private static async Task<IResult> ListAsync(HttpResponse response, IUseCases useCases, CancellationToken ct, string? after = null, bool unread = false, int limit = DefaultLimit)
    {
        Guid before = default;
        if (after is not null && !Guid.TryParseExact(after, "N", out before)) return Error.Malformed("invalid_cursor", "The cursor is not valid.").ToHttp();
        var page = await useCases.Send(new ListNotificationsQuery(unread, after is null ? null : before, limit), ct);
        if (!page.Succeeded) return page.Error.ToHttp();

        var next = page.Value.HasMore ? page.Value.Notifications[^1].Id.ToString("N", CultureInfo.InvariantCulture) : null;
        if (next is not null) response.Headers.Link = Pages.Link(response.HttpContext.Request, "next", "after", next);
        return TypedResults.Ok(new PageBody<NotificationBody>([.. page.Value.Notifications.Select(NotificationBody.From)], new PagePosition(next, null, page.Value.HasMore, null, false)));
    }

    private sealed record SubjectBody(string Type, Guid Id, string? Name);

    private sealed record ActorBody(Guid Id, string? Name);

    private sealed record NotificationBody(Guid Id, NotificationKind Kind, SubjectBody Subject, ActorBody? Actor, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
    {
        public static NotificationBody From(NotificationLine n) =>
            new(n.Id, n.Kind, new SubjectBody(n.Subject, n.SubjectId, n.SubjectName), n.ActorId is { } actor ? new ActorBody(actor, n.ActorName) : null, n.Detail, n.CreatedAt, n.ReadAt);
    }

    private sealed record PreferencesBody(IReadOnlyList<NotificationWish> Data);
}
