using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Everything about how a list is shown: what its URL says, in the filter syntax of the API, so that back, bookmarks and shared links work.</summary>
public sealed record ListState
{
    private const string ViewParameter = "view";
    private const string ColumnsParameter = "columns";
    private const string DensityParameter = "density";
    private const string CompactDensity = "compact";
    private const string ComfortableDensity = "comfortable";

    /// <summary>Key of the view the list started from; null for a filter that belongs to none.</summary>
    public string? View { get; init; }

    /// <summary>Which records.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Words of the quick search.</summary>
    public string? Query { get; init; }

    /// <summary>The order; null for the record type's own.</summary>
    public Sort? Sort { get; init; }

    /// <summary>Keys of the columns in order; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Low rows.</summary>
    public bool Compact { get; init; }

    /// <summary>What to ask for this state.</summary>
    public ListRequest Request => new() { Filter = Filter, Query = Query, Sort = Sort };

    /// <summary>The view that a list without a word in its address shows: the person's default, else the first one.</summary>
    public static ListView Own(IReadOnlyList<ListView> views) => views.FirstOrDefault(view => view.Saved is { IsDefault: true }) ?? views[0];

    /// <summary>A view as it was made.</summary>
    public static ListState Of(ListView view) => new() { View = view.Key, Filter = view.Filter, Sort = view.Sort, Columns = view.Columns, Compact = view.Compact };

    /// <summary>Whether a view is shown in another way than it was made.</summary>
    public bool Differs(ListView view) =>
        !Same(Filter, view.Filter) || Sort?.ToString() != view.Sort?.ToString() || !Columns.SequenceEqual(view.Columns, StringComparer.Ordinal) || Compact != view.Compact;

    /// <summary>Reads the state from an address. Refused when the address names a field or operator in a way that no filter can mean.</summary>
    public static Result<ListState> Parse(string uri, IReadOnlyList<ListView> views)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in QueryHelpers.ParseQuery(new Uri(uri).Query))
        {
            if (name is ViewParameter or ColumnsParameter or DensityParameter) own[name] = values.ToString();
            else asked.AddRange(values.Select(value => KeyValuePair.Create(name, value ?? "")));
        }

        var request = ListRequest.Parse(asked);
        if (!request.Succeeded) return request.Error;

        var (filter, sort) = (request.Value.Filter, request.Value.Sort);
        var view = ViewOf(own.GetValueOrDefault(ViewParameter), filter, views);
        return new ListState
        {
            View = view?.Key,
            Filter = filter.IsEverything && view is not null ? view.Filter : filter,
            Sort = sort ?? view?.Sort,
            Query = request.Value.Query,
            Columns = own.GetValueOrDefault(ColumnsParameter)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? view?.Columns ?? [],
            Compact = own.GetValueOrDefault(DensityParameter) is { } density ? density == CompactDensity : view?.Compact ?? false,
        };
    }

    /// <summary>The address that says this state.</summary>
    public string Print(string address, IReadOnlyList<ListView> views)
    {
        var view = views.FirstOrDefault(candidate => candidate.Key == View);
        var changed = view is null || !Same(Filter, view.Filter);
        var query = new QueryBuilder();
        if (view is not null && (changed || view != Own(views))) query.Add(ViewParameter, view.Key);

        var sort = Sort?.ToString() == view?.Sort?.ToString() ? null : Sort;
        foreach (var (name, value) in (Request with { Filter = changed ? Filter : Filter.Everything, Sort = sort }).Print()) query.Add(name, value);

        if (!Columns.SequenceEqual(view?.Columns ?? [], StringComparer.Ordinal)) query.Add(ColumnsParameter, string.Join(',', Columns));
        if (Compact != (view?.Compact ?? false)) query.Add(DensityParameter, Compact ? CompactDensity : ComfortableDensity);
        return address + query;
    }

    /// <summary>The same list with another filter; without any, it is the view that has none.</summary>
    public ListState With(Filter filter, IReadOnlyList<ListView> views) =>
        this with { Filter = filter, View = filter.IsEverything ? views.FirstOrDefault(view => view.Filter.IsEverything)?.Key : View };

    /// <summary>Whether two filters are written the same.</summary>
    public static bool Same(Filter one, Filter other) => FilterParameters.Print(one).SequenceEqual(FilterParameters.Print(other));

    private static ListView? ViewOf(string? key, Filter filter, IReadOnlyList<ListView> views)
    {
        if (key is not null) return views.FirstOrDefault(view => view.Key == key) ?? Own(views);
        return filter.IsEverything ? Own(views) : views.FirstOrDefault(view => Same(view.Filter, filter));
    }
}
