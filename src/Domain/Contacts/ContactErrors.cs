using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>The refusals of contacts.</summary>
public static class ContactErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The contact");
}
