using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>The fields of contacts. E-mail, phone and account are the primary ones; an import makes the lists of them.</summary>
public sealed class ContactFields : RecordType<Contact>
{
    /// <summary>Declares them.</summary>
    public ContactFields() : base(RecordTypes.Contacts, "Contact", defaultSort: "-createdAt")
    {
        Person();
        Place();
        Preferences();
        Stamps();
    }

    private void Person()
    {
        Text("fullName", c => c.FullName, Contact.FullNameMaxLength).Label("Name").Sortable().Searchable().ReadOnly().Personal(PersonalData.Name);
        Text("firstName", c => c.FirstName, ContactDetails.NameMaxLength).Importable("given name", "forename").Personal(PersonalData.Name);
        Text("lastName", c => c.LastName, ContactDetails.NameMaxLength).Importable("surname", "family name", "name").Personal(PersonalData.Name);
        Email("email", c => c.PrimaryEmail).Label("E-mail").Searchable().Importable("e-mail", "email address", "e-mail address", "mail").Personal(PersonalData.Contact).MatchKey();
        Phone("phone", c => c.PrimaryPhone).Searchable().Importable("mobile", "phone number", "tel", "telephone").Personal(PersonalData.Contact).MatchKey();
        Text("jobTitle", c => c.JobTitle, ContactDetails.JobTitleMaxLength).Importable("title", "position", "designation").BulkUpdatable().Personal(PersonalData.Profile);
        Text("department", c => c.Department, ContactDetails.DepartmentMaxLength).Importable().BulkUpdatable().Personal(PersonalData.Profile);
        Reference("reportsToId", c => c.ReportsToId, RecordTypes.Contacts).Label("Reports to");
        Reference("accountId", c => c.Accounts.OrderByDescending(a => a.IsPrimary).ThenBy(a => a.AccountId).Select(a => (Guid?)a.AccountId).FirstOrDefault(), RecordTypes.Accounts).Label("Account").Importable("account", "company");
    }

    private void Place()
    {
        Text("address.line1", c => c.Address.Line1, PostalAddress.LineMaxLength).Label("Street").Importable("street", "address").Personal(PersonalData.Contact);
        Text("address.line2", c => c.Address.Line2, PostalAddress.LineMaxLength).Label("Address line 2").Importable("unit").Personal(PersonalData.Contact);
        Text("address.city", c => c.Address.City, PostalAddress.PlaceMaxLength).Label("City").Importable("town").BulkUpdatable().Personal(PersonalData.Contact);
        Text("address.state", c => c.Address.State, PostalAddress.PlaceMaxLength).Label("State").Importable("province", "region").BulkUpdatable().Personal(PersonalData.Contact);
        Text("address.postalCode", c => c.Address.PostalCode, PostalAddress.PostalCodeMaxLength).Label("Postal code").Importable("zip", "postcode").Personal(PersonalData.Contact);
        Text("address.country", c => c.Address.Country, PostalAddress.CountryLength).Label("Country").Importable().BulkUpdatable().Personal(PersonalData.Contact);
    }

    private void Preferences()
    {
        Boolean("doNotCall", c => c.DoNotCall).Importable("dnc").BulkUpdatable();
        Boolean("emailOptOut", c => c.EmailOptOut).Label("E-mail opt-out").Importable("opt out", "unsubscribed").BulkUpdatable();
        MultiChoice("tags", c => c.Tags).Importable("labels");
        Reference("ownerId", c => c.OwnerId, RecordTypes.Members).Label("Owner").Importable("owner", "contact owner").ChangedBy("assign");
        Reference("territoryId", c => c.TerritoryId, RecordTypes.Territories).Label("Territory").ChangedBy("assign");
    }

    private void Stamps()
    {
        Instant("createdAt", c => c.CreatedAt).Label("Created").Sortable().ReadOnly();
        Reference("createdBy", c => c.CreatedBy, RecordTypes.Members).ReadOnly();
        Instant("updatedAt", c => c.UpdatedAt).Label("Changed").Sortable().ReadOnly();
        Reference("updatedBy", c => c.UpdatedBy, RecordTypes.Members).Label("Changed by").ReadOnly();
    }
}
