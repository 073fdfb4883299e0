using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Views;

/// <summary>Why something with a view is refused.</summary>
public static class ViewErrors
{
    /// <summary>Not there, or not for the caller.</summary>
    public static Error NotFound { get; } = Error.NotFound("The view");

    /// <summary>Views that come with the product stay as they are.</summary>
    public static Error SystemViewIsFixed { get; } = Error.Conflict("system_view", "This view comes with the product and cannot be changed. Save a copy.");
}
