using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Organizations;

/// <summary>The refusals of organizations.</summary>
public static class OrganizationErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The organization");

    /// <summary>Another organization has this slug.</summary>
    public static readonly Error SlugTaken = Error.Conflict("slug_taken", "Another organization uses this short name.");

    /// <summary>Most organizations that one person can belong to when founding another.</summary>
    public const int MostPerPerson = 50;

    /// <summary>The person belongs to as many as can be.</summary>
    public static readonly Error TooMany = Error.Forbidden($"You can belong to at most {MostPerPerson} organizations.") with { Code = "limit_reached" };
}
