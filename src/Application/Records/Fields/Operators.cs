using NexusCrm.Application.Records.Filters;

namespace NexusCrm.Application.Records.Fields;

/// <summary>Which operators the types of field take, besides <c>empty</c> for those that may be blank.</summary>
internal static class Operators
{
    public static readonly IReadOnlyList<FilterOperator> Same = [FilterOperator.Eq, FilterOperator.Ne];

    public static readonly IReadOnlyList<FilterOperator> Listed = [.. Same, FilterOperator.In, FilterOperator.Nin];

    public static readonly IReadOnlyList<FilterOperator> Ordered = [.. Listed, FilterOperator.Lt, FilterOperator.Lte, FilterOperator.Gt, FilterOperator.Gte];

    public static readonly IReadOnlyList<FilterOperator> Worded = [.. Listed, FilterOperator.Contains, FilterOperator.StartsWith];

    public static readonly IReadOnlyList<FilterOperator> Tagged = [.. Listed, FilterOperator.Contains];
}
