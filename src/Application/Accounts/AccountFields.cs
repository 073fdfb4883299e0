using NexusCrm.Application.Records;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>The fields of accounts.</summary>
public sealed class AccountFields : RecordType<Account>
{
    /// <summary>Declares them.</summary>
    public AccountFields() : base(RecordTypes.Accounts, "Account", defaultSort: "-createdAt")
    {
        Firm();
        Place("billingAddress", "Billing");
        Place("shippingAddress", "Shipping");
        Terms();
        Stamps();
    }

    private void Firm()
    {
        Text("name", a => a.Name, AccountDetails.NameMaxLength).Sortable().Searchable().Importable("account", "account name", "company", "company name", "organisation", "organization").Personal(PersonalData.None).MatchKey();
        Text("uen", a => a.Uen, Uen.MaxLength).Label("UEN").Searchable().Importable("uen no", "registration number", "company registration").Personal(PersonalData.None).MatchKey();
        Text("gstNumber", a => a.GstNumber, GstNumber.MaxLength).Label("GST number").Importable("gst", "gst no", "gst registration").Personal(PersonalData.None);
        Text("industry", a => a.Industry, AccountDetails.IndustryMaxLength).Importable("sector").BulkUpdatable().Personal(PersonalData.None);
        Choice("type", a => a.Type).Importable("account type").BulkUpdatable();
        Number<int>("employeeCount", a => a.EmployeeCount).Label("Employees").Importable("employees", "no of employees", "headcount");
        Money("annualRevenue", a => a.AnnualRevenue).Importable("revenue", "turnover");
        Url("website", a => a.Website, WebAddress.MaxLength).Searchable().Importable("web site", "url", "homepage").Personal(PersonalData.None);
        Phone("phone", a => a.Phone).Searchable().Importable("telephone", "tel", "phone number").Personal(PersonalData.None);
        Reference("parentId", a => a.ParentId, RecordTypes.Accounts).Label("Parent account");
    }

    private void Place(string address, string label)
    {
        var billing = address == "billingAddress";
        Text($"{address}.line1", billing ? a => a.BillingAddress.Line1 : a => a.ShippingAddress.Line1, PostalAddress.LineMaxLength).Label($"{label} street").Importable($"{label} street").Personal(PersonalData.None);
        Text($"{address}.line2", billing ? a => a.BillingAddress.Line2 : a => a.ShippingAddress.Line2, PostalAddress.LineMaxLength).Label($"{label} address line 2").Importable().Personal(PersonalData.None);
        Text($"{address}.city", billing ? a => a.BillingAddress.City : a => a.ShippingAddress.City, PostalAddress.PlaceMaxLength).Label($"{label} city").Importable().Personal(PersonalData.None);
        Text($"{address}.state", billing ? a => a.BillingAddress.State : a => a.ShippingAddress.State, PostalAddress.PlaceMaxLength).Label($"{label} state").Importable().Personal(PersonalData.None);
        Text($"{address}.postalCode", billing ? a => a.BillingAddress.PostalCode : a => a.ShippingAddress.PostalCode, PostalAddress.PostalCodeMaxLength).Label($"{label} postal code").Importable($"{label} zip").Personal(PersonalData.None);
        Text($"{address}.country", billing ? a => a.BillingAddress.Country : a => a.ShippingAddress.Country, PostalAddress.CountryLength).Label($"{label} country").Importable().Personal(PersonalData.None);
    }

    private void Terms()
    {
        Number<int>("paymentTermsDays", a => a.PaymentTermsDays).Label("Payment terms in days").Importable("payment terms").BulkUpdatable();
        Text("currency", a => a.Currency, Domain.Common.Money.CurrencyLength).Importable().BulkUpdatable().Personal(PersonalData.None);
        Text("peppolId", a => a.PeppolId, AccountDetails.PeppolIdMaxLength).Label("Peppol id").Importable("peppol").Personal(PersonalData.None);
        MultiChoice("tags", a => a.Tags).Importable("labels");
        Reference("ownerId", a => a.OwnerId, RecordTypes.Members).Label("Owner").Importable("owner", "account owner").ChangedBy("assign");
        Reference("territoryId", a => a.TerritoryId, RecordTypes.Territories).Label("Territory").ChangedBy("assign");
    }

    private void Stamps()
    {
        Instant("createdAt", a => a.CreatedAt).Label("Created").Sortable().ReadOnly();
        Reference("createdBy", a => a.CreatedBy, RecordTypes.Members).ReadOnly();
        Instant("updatedAt", a => a.UpdatedAt).Label("Changed").Sortable().ReadOnly();
        Reference("updatedBy", a => a.UpdatedBy, RecordTypes.Members).Label("Changed by").ReadOnly();
    }
}
