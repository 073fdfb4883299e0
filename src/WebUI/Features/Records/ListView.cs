using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Application.Views.Queries;
using NexusCrm.Domain.Views;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>A named filter with its order: one that every organization has, or one that somebody saved.</summary>
/// <param name="Key">Stable word in the URL.</param>
/// <param name="Title">Text of the tab.</param>
/// <param name="Filter">Which records.</param>
/// <param name="Sort">In which order; null for the record type's own.</param>
public sealed record ListView(string Key, string Title, Filter Filter, Sort? Sort = null)
{
    /// <summary>Keys of its columns; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Low rows.</summary>
    public bool Compact { get; init; }

    /// <summary>What is stored, for a view that somebody saved.</summary>
    public ViewItem? Saved { get; init; }

    /// <summary>A saved view. A filter or order that cannot be read any more is left out here; <see cref="ViewItem.InvalidClauses"/> says so.</summary>
    public static ListView Of(ViewItem view) => new(view.Id.ToString(), view.Details.Name ?? "", FilterOf(view.Details), SortOf(view.Details))
    {
        Columns = view.Details.Columns,
        Compact = view.Details.Density is ViewDensity.Compact,
        Saved = view,
    };

    private static Filter FilterOf(ViewDetails details) => details.Filter is { } text && FilterJson.Parse(text) is { Succeeded: true } filter ? filter.Value : Filter.Everything;

    private static Sort? SortOf(ViewDetails details) => details.Sort is { } text && Sort.Parse(text) is { Succeeded: true } sort ? sort.Value : null;
}
