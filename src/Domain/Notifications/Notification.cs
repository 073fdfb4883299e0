using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Notifications;

/// <summary>What a member is told of.</summary>
public enum NotificationKind
{
    /// <summary>A lead, account, contact or deal was given to the member.</summary>
    Assigned,

    /// <summary>A lead of the member's was converted.</summary>
    Converted,

    /// <summary>An import, a bulk change or other work that the member asked for has ended.</summary>
    JobFinished,

    /// <summary>Somebody accepted the member's invitation.</summary>
    InvitationAccepted,
}

/// <summary>Something a member is told, made from an event and at most once for it. Names are looked up when it is shown: none stand in it.</summary>
public sealed class Notification : IIdentified
{
    /// <summary>Longest state of a job, in characters.</summary>
    public const int DetailMaxLength = 40;

    private Notification()
    {
    }

    /// <summary>A notification.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="userId">Who is told.</param>
    /// <param name="eventId">The event it is made from.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="subject">The record's kind, as the first part of event types: <c>lead</c>, <c>job</c>.</param>
    /// <param name="subjectId">The record.</param>
    /// <param name="actorId">Who did it, or null for the product.</param>
    /// <param name="detail">A state that the words need, or null.</param>
    /// <param name="at">When it happened.</param>
    public Notification(Guid organizationId, Guid userId, Guid eventId, NotificationKind kind, string subject, Guid subjectId, Guid? actorId, string? detail, DateTimeOffset at)
    {
        (OrganizationId, Id, UserId, EventId, Kind) = (organizationId, Guid.CreateVersion7(at), userId, eventId, kind);
        (Subject, SubjectId, ActorId, Detail, CreatedAt) = (subject, subjectId, actorId, detail, at);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who is told.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The event it is made from.</summary>
    public Guid EventId { get; private set; }

    /// <summary>What it is about.</summary>
    public NotificationKind Kind { get; private set; }

    /// <summary>The record's kind.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The record.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Who did it.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>A state that the words need.</summary>
    public string? Detail { get; private set; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the member has read it, UTC.</summary>
    public DateTimeOffset? ReadAt { get; private set; }
}

/// <summary>Whether a member wants to be told of one kind; who has not said is told of all.</summary>
public sealed class NotificationPreference : IOrganizationOwned
{
    private NotificationPreference()
    {
    }

    /// <summary>A wish.</summary>
    public NotificationPreference(Guid organizationId, Guid userId, NotificationKind kind, bool inApp) => (OrganizationId, UserId, Kind, InApp) = (organizationId, userId, kind, inApp);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The member.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The kind; with the member the key.</summary>
    public NotificationKind Kind { get; private set; }

    /// <summary>Whether it shows in the product.</summary>
    public bool InApp { get; private set; }

    /// <summary>Another wish.</summary>
    public void Change(bool inApp) => InApp = inApp;
}

/// <summary>The refusals of notifications.</summary>
public static class NotificationErrors
{
    /// <summary>Not there or somebody else's.</summary>
    public static readonly Error NotFound = Error.NotFound("The notification");
}
