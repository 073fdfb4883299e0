using System.Globalization;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Lists;

/// <summary>What a caller asks of a list: which records, in which order, which page.</summary>
public sealed record ListRequest
{
    /// <summary>Rows of a page when not said.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most rows of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>The condition.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Words of the quick search, or null.</summary>
    public string? Query { get; init; }

    /// <summary>The order, or null for the record type's own.</summary>
    public Sort? Sort { get; init; }

    /// <summary>Cursor after which the page begins, or null.</summary>
    public string? After { get; init; }

    /// <summary>Cursor before which the page ends, or null.</summary>
    public string? Before { get; init; }

    /// <summary>Most rows, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>True to count the records too.</summary>
    public bool WithTotal { get; init; }

    /// <summary>True for the recycle bin instead of the live records; needs the permission to delete.</summary>
    public bool DeletedOnly { get; init; }

    /// <summary>Reads query parameters. Names that mean something else to the route are to be taken out before: every other name is a field of the filter, and an unknown one is refused.</summary>
    public static Result<ListRequest> Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var request = new ListRequest();
        var conditions = new List<KeyValuePair<string, string>>();
        foreach (var parameter in parameters)
        {
            if (!ListParameters.Readers.TryGetValue(parameter.Key, out var read))
            {
                conditions.Add(parameter);
                continue;
            }

            var more = read(request, parameter.Value);
            if (!more.Succeeded) return more;
            request = more.Value;
        }

        if (request.After is not null && request.Before is not null) return Error.Invalid("before", "Give 'after' or 'before', not both.");
        var filter = FilterParameters.Parse(conditions);
        return filter.Succeeded ? request with { Filter = filter.Value } : filter.Error;
    }

    /// <summary>Filter and search words for a person to read; null when the list shows everything.</summary>
    public string? Condition
    {
        get
        {
            var parts = FilterParameters.Print(Filter).Concat(Query is null ? [] : [new KeyValuePair<string, string>("q", Query)]).Concat(DeletedOnly ? [new KeyValuePair<string, string>("deleted", "only")] : []).ToList();
            return parts.Count == 0 ? null : string.Join('&', parts.Select(p => $"{p.Key}={p.Value}"));
        }
    }

    /// <summary>Prints the state of a list as query parameters: what a page keeps in its URL (rule V5).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Print() => [.. FilterParameters.Print(Filter), .. ListParameters.Print(this)];
}

/// <summary>The query parameters of a list besides its conditions.</summary>
internal static class ListParameters
{
    public const int QueryMaxLength = 200;

    public static readonly IReadOnlyDictionary<string, Func<ListRequest, string, Result<ListRequest>>> Readers =
        new Dictionary<string, Func<ListRequest, string, Result<ListRequest>>>(StringComparer.Ordinal)
        {
            ["q"] = ReadQuery,
            [Sort.Parameter] = ReadSort,
            ["after"] = (request, text) => request with { After = text },
            ["before"] = (request, text) => request with { Before = text },
            ["limit"] = ReadLimit,
            ["total"] = (request, text) => bool.TryParse(text, out var total) ? request with { WithTotal = total } : Error.Invalid("total", "Give true or false."),
            ["deleted"] = (request, text) => text == "only" ? request with { DeletedOnly = true } : Error.Invalid("deleted", "The only value is 'only'."),
        };

    public static IEnumerable<KeyValuePair<string, string>> Print(ListRequest request)
    {
        if (request.Query is not null) yield return new("q", request.Query);
        if (request.Sort is not null) yield return new(Sort.Parameter, request.Sort.ToString());
        if (request.After is not null) yield return new("after", request.After);
        if (request.Before is not null) yield return new("before", request.Before);
        if (request.Limit != ListRequest.DefaultLimit) yield return new("limit", request.Limit.ToString(CultureInfo.InvariantCulture));
        if (request.WithTotal) yield return new("total", "true");
        if (request.DeletedOnly) yield return new("deleted", "only");
    }

    private static Result<ListRequest> ReadQuery(ListRequest request, string text)
    {
        if (text.Length > QueryMaxLength || !FilterText.IsStorable(text)) return Error.Invalid("q", $"Search for at most {QueryMaxLength} characters.");
        return request with { Query = string.IsNullOrWhiteSpace(text) ? null : text.Trim() };
    }

    private static Result<ListRequest> ReadSort(ListRequest request, string text)
    {
        var sort = Sort.Parse(text);
        return sort.Succeeded ? request with { Sort = sort.Value } : sort.Error;
    }

    private static Result<ListRequest> ReadLimit(ListRequest request, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= ListRequest.MaxLimit
            ? request with { Limit = limit }
            : Error.Invalid("limit", $"Give a number from 1 to {ListRequest.MaxLimit}.");
}
