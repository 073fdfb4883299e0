using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Features.Leads;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Home;

/// <summary>What the home page says about leads; each number leads to the list behind it.</summary>
internal sealed record LeadNumbers
{
    private const int SourcesMost = 6;
    private const int OwnersMost = 6;

    /// <summary>The leads of the last seven days.</summary>
    public static Filter ThisWeek { get; } = new Clause("createdAt", FilterOperator.Gte, "@today-7d");

    /// <summary>There is no lead at all.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Created within the last seven days.</summary>
    public required int New { get; init; }

    /// <summary>Still worked.</summary>
    public required int Open { get; init; }

    /// <summary>Open and rated hot.</summary>
    public required int Hot { get; init; }

    /// <summary>Converted of all, 0 to 1.</summary>
    public required decimal ConversionRate { get; init; }

    /// <summary>Mean score of the open leads.</summary>
    public required decimal AverageScore { get; init; }

    /// <summary>All leads by status.</summary>
    public required IReadOnlyList<Bar> ByStatus { get; init; }

    /// <summary>Open leads by source, most first.</summary>
    public required IReadOnlyList<Bar> BySource { get; init; }

    /// <summary>Open leads by owner, most first.</summary>
    public required IReadOnlyList<Bar> ByOwner { get; init; }

    /// <summary>The list of the new ones.</summary>
    public string NewAddress { get; } = Address(ThisWeek);

    /// <summary>The list of the hot ones.</summary>
    public string HotAddress { get; } = Address(LeadList.Open.And(Is("rating", "hot")));

    /// <summary>The numbers out of three counts.</summary>
    /// <param name="all">Over all leads.</param>
    /// <param name="open">Over the open ones.</param>
    /// <param name="fresh">Over those of the last seven days.</param>
    public static LeadNumbers Of(LeadStats all, LeadStats open, LeadStats fresh) => new()
    {
        IsEmpty = all.Total == 0,
        New = fresh.Total,
        Open = open.Total,
        Hot = open.ByRating[LeadRating.Hot],
        ConversionRate = all.ConversionRate,
        AverageScore = open.AverageScore,
        ByStatus = [.. all.ByStatus.Select(status => new Bar(LeadChoices.Word(status.Key), status.Value, Address(Is("status", WireNames<LeadStatus>.Of(status.Key)))))],
        BySource = [.. open.BySource.Where(source => source.Value > 0).OrderByDescending(source => source.Value).Take(SourcesMost)
            .Select(source => new Bar(LeadChoices.Word(source.Key), source.Value, Address(LeadList.Open.And(Is("source", WireNames<LeadSource>.Of(source.Key))))))],
        ByOwner = [.. open.ByOwner.Take(OwnersMost).Select(owner => new Bar(NameOf(owner), owner.Count, Address(LeadList.Open.And(OwnedBy(owner.OwnerId)))))],
    };

    private static string NameOf(LeadsOfOwner owner) => owner.OwnerName ?? (owner.OwnerId is null ? "Nobody" : "A former member");

    private static Clause Is(string field, string value) => new(field, FilterOperator.Eq, value);

    private static Clause OwnedBy(Guid? owner) => owner is { } id ? Is("ownerId", id.ToString()) : new Clause("ownerId", FilterOperator.Empty, "true");

    private static string Address(Filter filter) => new ListState { Filter = filter }.Print(LeadList.Definition.Address, LeadList.Definition.Views);
}
