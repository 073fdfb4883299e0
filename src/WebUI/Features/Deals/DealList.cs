using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Deals;

/// <summary>The list of deals.</summary>
internal static class DealList
{
    private static readonly Clause Open = new("status", FilterOperator.Eq, "open");

    /// <summary>What the page lists.</summary>
    public static ListDefinition<DealRecord> Definition { get; } = new()
    {
        RecordType = RecordTypes.Deals,
        Title = "Deals",
        One = "deal",
        Many = "deals",
        Kind = "deal",
        Icon = Icons.Currency,
        Read = request => new ListDealsQuery(request),
        Id = deal => deal.Id,
        Name = deal => deal.Name,
        Columns =
        [
            new("name", deal => deal.Name) { Primary = true, Width = 210 },
            new("accountId", deal => deal.AccountName) { Width = 180 },
            new("stageId", DealCells.Stage) { Width = 120 },
            new("amount", DealCells.Amount) { Width = 130 },
            new("probability", DealCells.Probability) { Width = 104, HideOnPhone = true },
            new("closeDate", DealCells.CloseDate) { Width = 130 },
            new("ownerId", deal => deal.OwnerName) { Width = 140 },
            new("createdAt", DealCells.Created) { Width = 100, HideOnPhone = true },
            new("status", DealCells.Status) { Width = 100, Optional = true },
            new("nextStep", deal => deal.NextStep) { Width = 200, Optional = true },
            new("tags", DealCells.Tags) { Width = 180, Optional = true },
            new("updatedAt", DealCells.Updated) { Width = 110, Optional = true },
        ],
        Views =
        [
            new("open", "Open", Open),
            new("mine", "My deals", Open.And(new Clause("ownerId", FilterOperator.Eq, "@me"))),
            new("won", "Won", new Clause("status", FilterOperator.Eq, "won")),
            new("lost", "Lost", new Clause("status", FilterOperator.Eq, "lost")),
            new("all", "All", Filter.Everything),
        ],
    };
}
