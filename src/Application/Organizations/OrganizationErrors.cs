using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Organizations;

/// <summary>The refusals of organizations.</summary>
public static class OrganizationErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The organization");

    /// <summary>Another organization has this slug.</summary>
    public static readonly Error SlugTaken = Error.Conflict("slug_taken", "Another organization uses this short name.");
}
