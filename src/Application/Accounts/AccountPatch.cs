using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>A JSON merge patch of an account (RFC 7396): what is left out stays, null clears, tags are replaced whole, addresses are merged by part, custom fields by key.</summary>
public sealed record AccountPatch
{
    /// <summary>Name.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>Singapore UEN.</summary>
    public Optional<string?> Uen { get; init; }

    /// <summary>GST registration number.</summary>
    public Optional<string?> GstNumber { get; init; }

    /// <summary>Industry.</summary>
    public Optional<string?> Industry { get; init; }

    /// <summary>What the company is to the organization; null means <see cref="AccountType.Other"/>.</summary>
    public Optional<AccountType?> Type { get; init; }

    /// <summary>Number of employees.</summary>
    public Optional<int?> EmployeeCount { get; init; }

    /// <summary>Annual revenue.</summary>
    public Optional<Money?> AnnualRevenue { get; init; }

    /// <summary>Website.</summary>
    public Optional<string?> Website { get; init; }

    /// <summary>Telephone number in any spelling.</summary>
    public Optional<string?> Phone { get; init; }

    /// <summary>Where invoices go.</summary>
    public Optional<PostalAddressChanges?> BillingAddress { get; init; }

    /// <summary>Where goods go.</summary>
    public Optional<PostalAddressChanges?> ShippingAddress { get; init; }

    /// <summary>The company it belongs to; null for the top.</summary>
    public Optional<Guid?> ParentId { get; init; }

    /// <summary>Days until an invoice is due.</summary>
    public Optional<int?> PaymentTermsDays { get; init; }

    /// <summary>Currency of its invoices.</summary>
    public Optional<string?> Currency { get; init; }

    /// <summary>Peppol participant id.</summary>
    public Optional<string?> PeppolId { get; init; }

    /// <summary>Tags.</summary>
    public Optional<IReadOnlyList<string>?> Tags { get; init; }

    /// <summary>Values of the organization's own fields to set, a JSON object; null clears them all.</summary>
    public Optional<string?> CustomFields { get; init; }

    /// <summary>The owner; null for nobody.</summary>
    public Optional<Guid?> OwnerId { get; init; }

    internal AccountDetails ApplyTo(AccountDetails details) => details with
    {
        Name = Name.Or(details.Name),
        Uen = Uen.Or(details.Uen),
        GstNumber = GstNumber.Or(details.GstNumber),
        Industry = Industry.Or(details.Industry),
        Type = Type.Or(details.Type) ?? AccountType.Other,
        EmployeeCount = EmployeeCount.Or(details.EmployeeCount),
        AnnualRevenue = AnnualRevenue.Or(details.AnnualRevenue),
        Website = Website.Or(details.Website),
        Phone = Phone.Or(details.Phone),
        BillingAddress = PostalAddressChanges.Apply(BillingAddress, details.BillingAddress),
        ShippingAddress = PostalAddressChanges.Apply(ShippingAddress, details.ShippingAddress),
        PaymentTermsDays = PaymentTermsDays.Or(details.PaymentTermsDays),
        Currency = Currency.Or(details.Currency),
        PeppolId = PeppolId.Or(details.PeppolId),
        Tags = Tags.Or(details.Tags) ?? [],
        CustomFields = CustomFields.Map(patch => patch is null ? "{}" : CustomFieldValues.Merge(details.CustomFields, patch)).Or(details.CustomFields),
    };
}
