using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Accounts;

/// <summary>How accounts are edited, field by field.</summary>
internal static class AccountEditing
{
    private static readonly DraftField<AccountDraft, AccountPatch>[] Fields =
    [
        Of("Name", d => d.Name, (d, v) => d.Name = v, (p, d) => p with { Name = d.Name }),
        new("Type", d => EnumChoices.Word(d.Type), (d, o) => d.Type = o.Type, (p, d) => p with { Type = d.Type }),
        Of("UEN", d => d.Uen, (d, v) => d.Uen = v, (p, d) => p with { Uen = d.Uen }),
        Of("GST registration number", d => d.GstNumber, (d, v) => d.GstNumber = v, (p, d) => p with { GstNumber = d.GstNumber }),
        Of("Industry", d => d.Industry, (d, v) => d.Industry = v, (p, d) => p with { Industry = d.Industry }),
        new("Employees", d => DraftWords.Number(d.EmployeeCount), (d, o) => d.EmployeeCount = o.EmployeeCount, (p, d) => p with { EmployeeCount = d.EmployeeCount }),
        new("Annual revenue", d => DraftWords.Amount(d.AnnualRevenue, d.AnnualRevenueCurrency), (d, o) => (d.AnnualRevenue, d.AnnualRevenueCurrency) = (o.AnnualRevenue, o.AnnualRevenueCurrency),
            (p, d) => p with { AnnualRevenue = d.Revenue }),
        Of("Website", d => d.Website, (d, v) => d.Website = v, (p, d) => p with { Website = d.Website }),
        Of("Phone", d => d.Phone, (d, v) => d.Phone = v, (p, d) => p with { Phone = d.Phone }),
        new("Parent account", d => d.ParentId?.ToString() ?? "", (d, o) => d.ParentId = o.ParentId, (p, d) => p with { ParentId = d.ParentId }),
        new("Owner", d => d.OwnerId?.ToString() ?? "", (d, o) => d.OwnerId = o.OwnerId, (p, d) => p with { OwnerId = d.OwnerId }),
        new("Payment terms", d => DraftWords.Number(d.PaymentTermsDays), (d, o) => d.PaymentTermsDays = o.PaymentTermsDays, (p, d) => p with { PaymentTermsDays = d.PaymentTermsDays }),
        Of("Currency", d => d.Currency, (d, v) => d.Currency = v, (p, d) => p with { Currency = d.Currency }),
        Of("Peppol id", d => d.PeppolId, (d, v) => d.PeppolId = v, (p, d) => p with { PeppolId = d.PeppolId }),
        new("Tags", d => string.Join(", ", d.Tags), (d, o) => d.Tags = o.Tags, (p, d) => p with { Tags = new(d.Tags) }),
        new("Billing address", d => d.BillingAddress.ToText(), (d, o) => d.BillingAddress.Take(o.BillingAddress.ToAddress()), (p, d) => p with { BillingAddress = d.BillingAddress.ToPatch() }),
        new("Shipping address", d => d.ShippingAddress.ToText(), (d, o) => d.ShippingAddress.Take(o.ShippingAddress.ToAddress()), (p, d) => p with { ShippingAddress = d.ShippingAddress.ToPatch() }),
    ];

    /// <summary>The editing of one account.</summary>
    public static RecordEditing<AccountRecord, AccountDraft, AccountPatch> Of(IUseCases useCases, Guid id) => new(
        Fields, AccountDraft.Of, account => account.Version, (patch, version) => useCases.Send(new UpdateAccountCommand(id, patch, version)), () => useCases.Send(new GetAccountQuery(id)));

    private static DraftField<AccountDraft, AccountPatch> Of(string label, Func<AccountDraft, string?> get, Action<AccountDraft, string?> set, Func<AccountPatch, AccountDraft, AccountPatch> patch) =>
        new(label, draft => DraftWords.Text(get(draft)), (draft, other) => set(draft, get(other)), patch);
}
