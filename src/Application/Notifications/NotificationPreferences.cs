using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Notifications;

namespace NexusCrm.Application.Notifications;

/// <summary>Of what the member wants to be told, every kind once.</summary>
[SignedIn("A member's own wishes.")]
public sealed record NotificationPreferencesQuery : IQuery<IReadOnlyList<NotificationWish>>;

/// <summary>Whether to be told of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="InApp">Whether it shows in the product.</param>
public sealed record NotificationWish(NotificationKind Kind, bool InApp);

internal sealed class NotificationPreferencesQueryHandler(INexusDbContext db, IActor actor) : IQueryHandler<NotificationPreferencesQuery, IReadOnlyList<NotificationWish>>
{
    public async Task<Result<IReadOnlyList<NotificationWish>>> Handle(NotificationPreferencesQuery query, CancellationToken ct)
    {
        var said = await db.Set<NotificationPreference>().Where(p => p.UserId == actor.UserId).ToDictionaryAsync(p => p.Kind, p => p.InApp, ct);
        return Enum.GetValues<NotificationKind>().Select(kind => new NotificationWish(kind, said.GetValueOrDefault(kind, true))).ToList();
    }
}

/// <summary>Changes of what the member wants to be told. Kinds that are left out stay.</summary>
/// <param name="Wishes">The wishes.</param>
[SignedIn("A member's own wishes.")]
public sealed record UpdateNotificationPreferencesCommand(IReadOnlyList<NotificationWish> Wishes) : ICommand<Done>;

internal sealed class UpdateNotificationPreferencesCommandHandler(INexusDbContext db, IActor actor) : ICommandHandler<UpdateNotificationPreferencesCommand, Done>
{
    public async Task<Result<Done>> Handle(UpdateNotificationPreferencesCommand command, CancellationToken ct)
    {
        var user = actor.UserId!.Value;
        var said = await db.Set<NotificationPreference>().Where(p => p.UserId == user).ToDictionaryAsync(p => p.Kind, ct);
        foreach (var (kind, inApp) in command.Wishes.DistinctBy(w => w.Kind))
        {
            if (!Enum.IsDefined(kind)) return Error.Invalid("kind", "It is not one of the choices.");
            if (said.TryGetValue(kind, out var known)) known.Change(inApp);
            else db.Set<NotificationPreference>().Add(new NotificationPreference(actor.OrganizationId, user, kind, inApp));
        }

        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
