using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Notifications;

namespace NexusCrm.Application.Notifications;

/// <summary>The member has read one notification, or all of them. Reading twice is fine.</summary>
/// <param name="NotificationId">The notification; null for all.</param>
[SignedIn("A member reads the own ones.")]
public sealed record ReadNotificationsCommand(Guid? NotificationId = null) : ICommand<Done>;

internal sealed class ReadNotificationsCommandHandler(INexusDbContext db, IActor actor, INotificationFeed feed, TimeProvider clock) : ICommandHandler<ReadNotificationsCommand, Done>
{
    public async Task<Result<Done>> Handle(ReadNotificationsCommand command, CancellationToken ct)
    {
        var own = db.Set<Notification>().Where(n => n.UserId == actor.UserId);
        if (command.NotificationId is { } id)
        {
            own = own.Where(n => n.Id == id);
            if (!await own.AnyAsync(ct)) return NotificationErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        await own.Where(n => n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), ct);
        await feed.TellAsync(actor.OrganizationId, actor.UserId!.Value, ct);
        return Done.Value;
    }
}
