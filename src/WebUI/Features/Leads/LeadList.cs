using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>The list of leads.</summary>
internal static class LeadList
{
    /// <summary>Filter of the leads that are still worked.</summary>
    public static Filter Open { get; } = new Clause("status", FilterOperator.In, ["new", "contacted", "qualified"]);

    /// <summary>What the page lists.</summary>
    public static ListDefinition<LeadRecord> Definition { get; } = new()
    {
        RecordType = RecordTypes.Leads,
        Title = "Leads",
        One = "lead",
        Many = "leads",
        Kind = "lead",
        Icon = Icons.Target,
        Read = request => new ListLeadsQuery(request),
        Id = lead => lead.Id,
        Name = lead => lead.FullName,
        Columns =
        [
            new("fullName", lead => lead.FullName) { Primary = true, Width = 170 },
            new("company", lead => lead.Company) { Width = 220 },
            new("status", LeadCells.Status) { Width = 130 },
            new("rating", LeadCells.Rating) { Width = 104 },
            new("score", LeadCells.Score) { Width = 110 },
            new("source", lead => LeadChoices.Word(lead.Source)) { Width = 130 },
            new("ownerId", lead => lead.OwnerName) { Width = 150 },
            new("createdAt", LeadCells.Created) { Width = 110 },
            new("email", lead => lead.Email) { Width = 200, Optional = true },
            new("phone", lead => lead.Phone) { Optional = true },
            new("jobTitle", lead => lead.JobTitle) { Width = 160, Optional = true },
            new("industry", lead => lead.Industry) { Optional = true },
            new("budget", LeadCells.Budget) { Optional = true },
            new("annualRevenue", LeadCells.Revenue) { Optional = true },
            new("employeeCount", lead => lead.EmployeeCount?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)) { Width = 110, Optional = true },
            new("address.city", lead => lead.Address.City) { Optional = true },
            new("address.country", lead => CountryChoices.NameOf(lead.Address.Country)) { Optional = true },
            new("tags", LeadCells.Tags) { Width = 180, Optional = true },
            new("utm.campaign", lead => lead.Utm.Campaign) { Optional = true },
            new("timeline", lead => lead.Timeline) { Optional = true },
            new("updatedAt", LeadCells.Updated) { Width = 110, Optional = true },
        ],
        Views =
        [
            new("open", "Open", Open),
            new("mine", "My leads", Open.And(new Clause("ownerId", FilterOperator.Eq, "@me"))),
            new("unassigned", "Unassigned", Open.And(new Clause("ownerId", FilterOperator.Empty, "true"))),
            new("converted", "Converted", new Clause("status", FilterOperator.Eq, "converted")),
            new("all", "All", Filter.Everything),
        ],
    };
}
