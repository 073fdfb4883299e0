using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>A postal address within a form.</summary>
public sealed class AddressDraft
{
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? PostalCode { get; set; }
    public string? Country { get; set; }

    /// <summary>Fills the form.</summary>
    public void Take(PostalAddress address) =>
        (Line1, Line2, City, State, PostalCode, Country) = (address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country);

    /// <summary>The address typed.</summary>
    public PostalAddress ToAddress() => new(Line1, Line2, City, State, PostalCode, Country);

    /// <summary>A change of the whole address to what was typed.</summary>
    public PostalAddressChanges ToPatch() => new(Line1, Line2, City, State, PostalCode, Country);

    /// <summary>The address on one line, as two of them are compared.</summary>
    public string ToText() =>
        string.Join(", ", new[] { Line1, Line2, City, State, PostalCode, CountryChoices.NameOf(Country) }.Select(part => part?.Trim()).Where(part => !string.IsNullOrEmpty(part)));
}
