using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Organizations;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>The profile of an organization while it is edited; named as the use case names its fields.</summary>
public sealed class OrganizationForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Name in addresses.</summary>
    public string? Slug { get; set; }

    /// <summary>Singapore UEN.</summary>
    public string? Uen { get; set; }

    /// <summary>Postal address.</summary>
    public AddressForm Address { get; set; } = new();

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Currency.</summary>
    public string? Currency { get; set; }

    /// <summary>The month the financial year ends in.</summary>
    public int FiscalYearEndMonth { get; set; }

    /// <summary>Data protection officer.</summary>
    public DpoForm Dpo { get; set; } = new();

    /// <summary>The form of an organization.</summary>
    public static OrganizationForm Of(OrganizationProfile profile) => new()
    {
        Name = profile.Name,
        Slug = profile.Slug,
        Uen = profile.Uen,
        Address = AddressForm.Of(profile.Address),
        TimeZone = profile.TimeZone,
        Currency = profile.Currency,
        FiscalYearEndMonth = profile.FiscalYearEndMonth,
        Dpo = new DpoForm { Name = profile.Dpo.Name, Email = profile.Dpo.Email, Phone = profile.Dpo.Phone },
    };

    /// <summary>The changes as the use case takes them.</summary>
    public OrganizationChanges ToChanges() =>
        new(Name, Slug, Uen, Address.ToChanges(), TimeZone, Currency, FiscalYearEndMonth, default, new DpoChanges(Dpo.Name, Dpo.Email, Dpo.Phone), default, default);
}

/// <summary>A postal address while it is edited.</summary>
public sealed class AddressForm
{
    /// <summary>Street.</summary>
    public string? Line1 { get; set; }

    /// <summary>Unit, building.</summary>
    public string? Line2 { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>State or region.</summary>
    public string? State { get; set; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; set; }

    /// <summary>Country code.</summary>
    public string? Country { get; set; }

    /// <summary>The form of an address.</summary>
    public static AddressForm Of(PostalAddress address) => new()
    {
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        State = address.State,
        PostalCode = address.PostalCode,
        Country = address.Country,
    };

    /// <summary>The changes as use cases take them.</summary>
    public PostalAddressChanges ToChanges() => new(Line1, Line2, City, State, PostalCode, Country);
}

/// <summary>The data protection officer while edited.</summary>
public sealed class DpoForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Phone.</summary>
    public string? Phone { get; set; }
}
