using System.Linq.Expressions;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>An account as lists, pages and the API show it.</summary>
public sealed record AccountRecord : CrmRow
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Singapore UEN.</summary>
    public required string? Uen { get; init; }

    /// <summary>GST registration number.</summary>
    public required string? GstNumber { get; init; }

    /// <summary>Industry.</summary>
    public required string? Industry { get; init; }

    /// <summary>What the company is to the organization.</summary>
    public required AccountType Type { get; init; }

    /// <summary>Number of employees.</summary>
    public required int? EmployeeCount { get; init; }

    /// <summary>Annual revenue.</summary>
    public required Money? AnnualRevenue { get; init; }

    /// <summary>Website with scheme.</summary>
    public required string? Website { get; init; }

    /// <summary>Telephone number, E.164.</summary>
    public required string? Phone { get; init; }

    /// <summary>Where invoices go.</summary>
    public required PostalAddress BillingAddress { get; init; }

    /// <summary>Where goods go.</summary>
    public required PostalAddress ShippingAddress { get; init; }

    /// <summary>The company it belongs to.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>Days until an invoice is due; null takes the organization's default.</summary>
    public required int? PaymentTermsDays { get; init; }

    /// <summary>Currency of its invoices; null takes the organization's.</summary>
    public required string? Currency { get; init; }

    /// <summary>Peppol participant id.</summary>
    public required string? PeppolId { get; init; }

    internal static Expression<Func<Account, AccountRecord>> Projection { get; } = account => new AccountRecord
    {
        Id = account.Id,
        Name = account.Name,
        Uen = account.Uen,
        GstNumber = account.GstNumber,
        Industry = account.Industry,
        Type = account.Type,
        EmployeeCount = account.EmployeeCount,
        AnnualRevenue = account.AnnualRevenue,
        Website = account.Website,
        Phone = account.Phone,
        BillingAddress = account.BillingAddress,
        ShippingAddress = account.ShippingAddress,
        ParentId = account.ParentId,
        PaymentTermsDays = account.PaymentTermsDays,
        Currency = account.Currency,
        PeppolId = account.PeppolId,
        OwnerId = account.OwnerId,
        TerritoryId = account.TerritoryId,
        Tags = account.Tags,
        CustomFields = account.CustomFields,
        CreatedAt = account.CreatedAt,
        CreatedBy = account.CreatedBy,
        UpdatedAt = account.UpdatedAt,
        UpdatedBy = account.UpdatedBy,
        Version = account.Version,
        DerivedStamp = account.DerivedStamp,
        DeletedAt = account.DeletedAt,
        DeletedBy = account.DeletedBy,
    };
}
