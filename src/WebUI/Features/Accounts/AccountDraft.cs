using NexusCrm.Application.Accounts;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Accounts;

/// <summary>What a person edits of an account. Properties are named as the use cases name the fields, so that their refusals find them.</summary>
public sealed class AccountDraft
{
    private const string HomeCurrency = "SGD";

    public string? Name { get; set; }
    public AccountType Type { get; set; } = AccountType.Prospect;
    public string? Uen { get; set; }
    public string? GstNumber { get; set; }
    public string? Industry { get; set; }
    public int? EmployeeCount { get; set; }
    public decimal? AnnualRevenue { get; set; }
    public string? AnnualRevenueCurrency { get; set; } = HomeCurrency;
    public string? Website { get; set; }
    public string? Phone { get; set; }
    public Guid? ParentId { get; set; }
    public Guid? OwnerId { get; set; }
    public int? PaymentTermsDays { get; set; }
    public string? Currency { get; set; }
    public string? PeppolId { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];
    public AddressDraft BillingAddress { get; } = new();
    public AddressDraft ShippingAddress { get; } = new();

    /// <summary>The form filled with what is stored.</summary>
    public static AccountDraft Of(AccountRecord account)
    {
        var draft = new AccountDraft
        {
            Name = account.Name,
            Type = account.Type,
            Uen = account.Uen,
            GstNumber = account.GstNumber,
            Industry = account.Industry,
            EmployeeCount = account.EmployeeCount,
            AnnualRevenue = account.AnnualRevenue?.Amount,
            AnnualRevenueCurrency = account.AnnualRevenue?.Currency ?? HomeCurrency,
            Website = account.Website,
            Phone = account.Phone,
            ParentId = account.ParentId,
            OwnerId = account.OwnerId,
            PaymentTermsDays = account.PaymentTermsDays,
            Currency = account.Currency,
            PeppolId = account.PeppolId,
            Tags = account.Tags,
        };
        draft.BillingAddress.Take(account.BillingAddress);
        draft.ShippingAddress.Take(account.ShippingAddress);
        return draft;
    }

    /// <summary>What a new account begins with.</summary>
    public AccountDetails ToDetails() => new()
    {
        Name = Name,
        Type = Type,
        Uen = Uen,
        GstNumber = GstNumber,
        Industry = Industry,
        EmployeeCount = EmployeeCount,
        AnnualRevenue = Revenue,
        Website = Website,
        Phone = Phone,
        PaymentTermsDays = PaymentTermsDays,
        Currency = Currency,
        PeppolId = PeppolId,
        Tags = Tags,
        BillingAddress = BillingAddress.ToAddress(),
        ShippingAddress = ShippingAddress.ToAddress(),
    };

    /// <summary>The annual revenue with its currency.</summary>
    internal Money? Revenue => AnnualRevenue is { } amount ? new Money(amount, AnnualRevenueCurrency ?? HomeCurrency) : null;
}
