using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Activities;

/// <summary>The refusals of activities.</summary>
public static class ActivityErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The activity");

    /// <summary>It is done or cancelled.</summary>
    public static readonly Error NotOpen = Error.Conflict("activity_not_open", "The activity is done or cancelled already.");
}
