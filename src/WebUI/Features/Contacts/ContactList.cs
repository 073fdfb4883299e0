using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Contacts;

/// <summary>The list of contacts.</summary>
internal static class ContactList
{
    /// <summary>What the page lists.</summary>
    public static ListDefinition<ContactRecord> Definition { get; } = new()
    {
        RecordType = RecordTypes.Contacts,
        Title = "Contacts",
        One = "contact",
        Many = "contacts",
        Kind = "contact",
        Icon = Icons.User,
        Read = request => new ListContactsQuery(request),
        Id = contact => contact.Id,
        Name = contact => contact.FullName,
        Columns =
        [
            new("fullName", contact => contact.FullName) { Primary = true, Width = 200 },
            new("jobTitle", contact => contact.JobTitle) { Width = 170 },
            new("email", ContactCells.Email) { Width = 230 },
            new("phone", ContactCells.Phone) { Width = 150 },
            new("ownerId", contact => contact.OwnerName) { Width = 150 },
            new("createdAt", ContactCells.Created) { Width = 110, HideOnPhone = true },
            new("department", contact => contact.Department) { Optional = true },
            new("address.city", contact => contact.Address.City) { Optional = true },
            new("address.country", contact => CountryChoices.NameOf(contact.Address.Country)) { Optional = true },
            new("tags", ContactCells.Tags) { Width = 180, Optional = true },
            new("updatedAt", ContactCells.Updated) { Width = 110, Optional = true },
        ],
        Views =
        [
            new("all", "All", Filter.Everything),
            new("mine", "My contacts", new Clause("ownerId", FilterOperator.Eq, "@me")),
            new("unassigned", "Unassigned", new Clause("ownerId", FilterOperator.Empty, "true")),
        ],
    };
}
