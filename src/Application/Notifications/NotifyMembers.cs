using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Notifications;

namespace NexusCrm.Application.Notifications;

/// <summary>Tells members of what concerns them: never of their own acts, and only of what they wish to know.</summary>
internal sealed class NotifyMembers(INexusDbContext db, INotificationFeed feed) : IEventConsumer
{
    public const string Name = "notifications";

    /// <summary>The events that concern somebody.</summary>
    public static readonly string[] Types = ["lead.assigned", "account.assigned", "contact.assigned", "deal.assigned", "lead.converted", "job.finished", "invitation.accepted"];

    public async Task ConsumeAsync(DeliveredEvent happened, CancellationToken ct)
    {
        if (await db.Set<Notification>().AnyAsync(n => n.EventId == happened.Id, ct)) return;

        var told = await ConcernedAsync(happened, ct);
        if (told.Count == 0) return;

        db.Set<Notification>().AddRange(told);
        await db.SaveChangesAsync(ct);
        foreach (var notification in told) await feed.TellAsync(notification.OrganizationId, notification.UserId, ct);
    }

    private async Task<IReadOnlyList<Notification>> ConcernedAsync(DeliveredEvent happened, CancellationToken ct)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var concerned = happened.Type switch
        {
            "lead.converted" => await OwnerAsync(happened, ct),
            "job.finished" => await AskerAsync(happened, ct),
            "invitation.accepted" => new Concern(NotificationKind.InvitationAccepted, [IdOf(data, "invitedBy")]),
            _ => new Concern(NotificationKind.Assigned, [IdOf(data, "ownerId")]),
        };
        var told = new List<Notification>();
        foreach (var user in concerned.Users.OfType<Guid>().Distinct())
        {
            if (!await WantsAsync(happened, user, concerned.Kind, ct)) continue;
            told.Add(new Notification(happened.OrganizationId, user, happened.Id, concerned.Kind, happened.Type.Split('.')[0], happened.RecordId, happened.ActorId, concerned.Detail, happened.OccurredAt));
        }

        return told;
    }

    private async Task<Concern> OwnerAsync(DeliveredEvent happened, CancellationToken ct) =>
        new(NotificationKind.Converted, await db.Set<Lead>().Where(l => l.Id == happened.RecordId).Select(l => l.OwnerId).ToListAsync(ct));

    /// <summary>The end of one's own work is news, whoever carried it out.</summary>
    private async Task<Concern> AskerAsync(DeliveredEvent happened, CancellationToken ct)
    {
        var job = await db.Set<BackgroundJob>().Where(j => j.Id == happened.RecordId).Select(j => new { j.CreatedBy, j.Status }).SingleOrDefaultAsync(ct);
        return job is null ? Concern.Nobody : new Concern(NotificationKind.JobFinished, [job.CreatedBy], JsonNamingPolicy.SnakeCaseLower.ConvertName(job.Status.ToString()));
    }

    /// <summary>Nobody is told of own acts; who has left or does not want to know is not told either.</summary>
    private async Task<bool> WantsAsync(DeliveredEvent happened, Guid user, NotificationKind kind, CancellationToken ct)
    {
        if (kind is not NotificationKind.JobFinished && (user == happened.ActorId || IsTheProduct(happened))) return false;
        if (!await db.IsActiveMemberAsync(user, ct)) return false;
        return !await db.Set<NotificationPreference>().AnyAsync(p => p.UserId == user && p.Kind == kind && !p.InApp, ct);
    }

    /// <summary>What the product does by nobody's order (a seed, a nightly round) is nobody's news.</summary>
    private static bool IsTheProduct(DeliveredEvent happened) => happened is { ActorKind: AuditActor.Job, ActorId: null };

    private static Guid? IdOf(JsonDocument data, string name) => data.RootElement.TryGetProperty(name, out var value) && value.TryGetGuid(out var id) ? id : null;

    private sealed record Concern(NotificationKind Kind, IReadOnlyList<Guid?> Users, string? Detail = null)
    {
        public static Concern Nobody { get; } = new(NotificationKind.JobFinished, []);
    }
}

/// <summary>Tells a member's open pages that there is something new to read.</summary>
public interface INotificationFeed
{
    /// <summary>The kind of change that pages hear; its record is the member.</summary>
    const string Kind = "notification";

    /// <summary>Tells on every node.</summary>
    Task TellAsync(Guid organizationId, Guid userId, CancellationToken ct);
}
