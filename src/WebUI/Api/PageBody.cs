using Microsoft.AspNetCore.Http.Extensions;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>A page of a list: <c>{"data":[...],"page":{...}}</c>.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="Data">The items.</param>
/// <param name="Page">Where the page stands.</param>
internal sealed record PageBody<T>(IReadOnlyList<T> Data, PagePosition Page);

/// <summary>Where a page stands in its list.</summary>
/// <param name="Next">Cursor for <c>after</c>, or null at the end.</param>
/// <param name="Prev">Cursor for <c>before</c>, or null at the start.</param>
/// <param name="HasMore">True when there is a next page.</param>
/// <param name="Total">How many there are, when asked for with <c>total=true</c>.</param>
/// <param name="TotalIsEstimate">True when there are more than are counted exactly.</param>
internal sealed record PagePosition(string? Next, string? Prev, bool HasMore, long? Total, bool TotalIsEstimate);

/// <summary>Reads requests for lists and writes their pages.</summary>
internal static class Pages
{
    /// <summary>The list that the query string asks for; every name that is no word of paging is a field of the filter.</summary>
    public static Result<ListRequest> ListRequest(this HttpRequest request) =>
        Application.Records.Lists.ListRequest.Parse(request.Query.SelectMany(q => q.Value.Select(value => KeyValuePair.Create(q.Key, value ?? ""))));

    /// <summary>200 with the page and its RFC 8288 <c>Link</c> header, or the refusal.</summary>
    public static IResult ToPage<T, TBody>(this Result<Page<T>> result, HttpRequest request, Func<T, TBody> body)
    {
        if (!result.Succeeded) return result.Error.ToHttp();

        var page = result.Value;
        var links = new[] { Link(request, "next", "after", page.Next), Link(request, "prev", "before", page.Previous) }.OfType<string>().ToArray();
        if (links.Length > 0) request.HttpContext.Response.Headers.Link = string.Join(", ", links);
        return TypedResults.Ok(new PageBody<TBody>([.. page.Rows.Select(body)], new PagePosition(page.Next, page.Previous, page.HasMore, page.Total, page.TotalIsEstimate)));
    }

    /// <summary>The same list from another place, as an RFC 8288 link; null without a cursor.</summary>
    public static string? Link(HttpRequest request, string relation, string parameter, string? cursor)
    {
        if (cursor is null) return null;
        var query = new QueryBuilder(request.Query.Where(q => q.Key is not ("after" or "before")).SelectMany(q => q.Value.Select(value => KeyValuePair.Create(q.Key, value ?? "")))) { { parameter, cursor } };
        return $"<{request.PathBase}{request.Path}{query}>; rel=\"{relation}\"";
    }
}
