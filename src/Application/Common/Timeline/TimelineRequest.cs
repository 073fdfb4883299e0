namespace NexusCrm.Application.Common.Timeline;

/// <summary>Which part of a timeline is asked for.</summary>
public sealed record TimelineRequest
{
    /// <summary>Items of a page when not said.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>The kinds, or none for all.</summary>
    public IReadOnlyList<TimelineKind> Kinds { get; init; } = [];

    /// <summary>Cursor after which the page begins, or null.</summary>
    public string? After { get; init; }

    /// <summary>Most items, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>True when items of a kind are wanted.</summary>
    internal bool Wants(params ReadOnlySpan<TimelineKind> kinds)
    {
        if (Kinds.Count == 0) return true;
        foreach (var kind in kinds)
        {
            if (Kinds.Contains(kind)) return true;
        }

        return false;
    }
}
