using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Activities;

namespace NexusCrm.Application.Activities;

/// <summary>A JSON merge patch of an activity (RFC 7396): what is left out stays, null clears. The kind and the records stay; the status changes by actions.</summary>
public sealed record ActivityPatch
{
    /// <summary>Subject.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>Body.</summary>
    public Optional<string?> Body { get; init; }

    /// <summary>Who reached out.</summary>
    public Optional<ActivityDirection?> Direction { get; init; }

    /// <summary>The moment it is due.</summary>
    public Optional<DateTimeOffset?> DueAt { get; init; }

    /// <summary>The day it is due.</summary>
    public Optional<DateOnly?> DueOn { get; init; }

    /// <summary>The owner; null for nobody.</summary>
    public Optional<Guid?> OwnerId { get; init; }

    internal ActivityDetails ApplyTo(ActivityDetails details) => details with
    {
        Subject = Subject.Or(details.Subject),
        Body = Body.Or(details.Body),
        Direction = Direction.Or(details.Direction),
        DueAt = DueAt.Or(details.DueAt),
        DueOn = DueOn.Or(details.DueOn),
    };
}
