namespace NexusCrm.Domain.Common;

/// <summary>A postal address; every part may be missing.</summary>
public sealed record PostalAddress(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country)
{
    /// <summary>Longest street line.</summary>
    public const int LineMaxLength = 200;

    /// <summary>Longest city or state.</summary>
    public const int PlaceMaxLength = 100;

    /// <summary>Longest postal code.</summary>
    public const int PostalCodeMaxLength = 20;

    /// <summary>Length of a country code (ISO 3166 alpha-2).</summary>
    public const int CountryLength = 2;

    /// <summary>No part known.</summary>
    public static PostalAddress None { get; } = new(null, null, null, null, null, null);

    /// <summary>True when no part is known.</summary>
    public bool IsEmpty => this == None;
}
