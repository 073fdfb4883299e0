using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Messaging;

/// <summary>A merge patch of an address.</summary>
public sealed record AddressPatch
{
    /// <summary>First line.</summary>
    public Optional<string?> Line1 { get; init; }

    /// <summary>Second line.</summary>
    public Optional<string?> Line2 { get; init; }

    /// <summary>City.</summary>
    public Optional<string?> City { get; init; }

    /// <summary>State.</summary>
    public Optional<string?> State { get; init; }

    /// <summary>Postal code.</summary>
    public Optional<string?> PostalCode { get; init; }

    /// <summary>Country by code or name.</summary>
    public Optional<string?> Country { get; init; }

    internal PostalAddress ApplyTo(PostalAddress address) => new(
        Line1.Or(address.Line1), Line2.Or(address.Line2), City.Or(address.City), State.Or(address.State), PostalCode.Or(address.PostalCode), Country.Or(address.Country));
}
