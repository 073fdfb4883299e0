using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Messaging;

/// <summary>What a merge patch changes about a postal address.</summary>
public sealed record PostalAddressChanges(
    Optional<string?> Line1, Optional<string?> Line2, Optional<string?> City, Optional<string?> State, Optional<string?> PostalCode, Optional<string?> Country)
{
    /// <summary>The address with the changes; null clears all of it.</summary>
    public static PostalAddress Apply(Optional<PostalAddressChanges?> changes, PostalAddress current)
    {
        if (!changes.IsSet) return current;
        return changes.Or(null) is { } c
            ? new PostalAddress(c.Line1.Or(current.Line1), c.Line2.Or(current.Line2), c.City.Or(current.City), c.State.Or(current.State), c.PostalCode.Or(current.PostalCode), c.Country.Or(current.Country))
            : PostalAddress.None;
    }
}
