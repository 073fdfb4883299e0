namespace NexusCrm.Application.Common.Paging;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Rows">At most as many rows as asked for.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
/// <param name="Previous">Cursor of the page before, or null at the start.</param>
/// <param name="Total">How many rows match, when asked for.</param>
/// <param name="TotalIsEstimate">True when there are more than are counted exactly (10,000).</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Next, string? Previous, long? Total, bool TotalIsEstimate)
{
    /// <summary>True when there is a next page.</summary>
    public bool HasMore => Next is not null;
}
