using System.Globalization;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Accounts;

/// <summary>The list of accounts.</summary>
internal static class AccountList
{
    /// <summary>What the page lists.</summary>
    public static ListDefinition<AccountRecord> Definition { get; } = new()
    {
        RecordType = RecordTypes.Accounts,
        Title = "Accounts",
        One = "account",
        Many = "accounts",
        Kind = "account",
        Icon = Icons.Building,
        Read = request => new ListAccountsQuery(request),
        Id = account => account.Id,
        Name = account => account.Name,
        Columns =
        [
            new("name", account => account.Name) { Primary = true, Width = 240 },
            new("type", AccountCells.Type) { Width = 120 },
            new("industry", account => account.Industry) { Width = 160 },
            new("phone", account => account.Phone) { Width = 150, HideOnPhone = true },
            new("ownerId", account => account.OwnerName) { Width = 150 },
            new("createdAt", AccountCells.Created) { Width = 110, HideOnPhone = true },
            new("website", account => account.Website) { Width = 200, Optional = true },
            new("uen", account => account.Uen) { Optional = true },
            new("gstNumber", account => account.GstNumber) { Optional = true },
            new("employeeCount", account => account.EmployeeCount?.ToString("N0", CultureInfo.InvariantCulture)) { Width = 110, Optional = true },
            new("annualRevenue", AccountCells.Revenue) { Width = 160, Optional = true },
            new("billingAddress.city", account => account.BillingAddress.City) { Title = "City", Optional = true },
            new("billingAddress.country", account => CountryChoices.NameOf(account.BillingAddress.Country)) { Title = "Country", Optional = true },
            new("tags", AccountCells.Tags) { Width = 180, Optional = true },
            new("updatedAt", AccountCells.Updated) { Width = 110, Optional = true },
        ],
        Views =
        [
            new("all", "All", Filter.Everything),
            new("mine", "My accounts", new Clause("ownerId", FilterOperator.Eq, "@me")),
            new("customers", "Customers", new Clause("type", FilterOperator.Eq, "customer")),
            new("prospects", "Prospects", new Clause("type", FilterOperator.Eq, "prospect")),
        ],
    };
}
