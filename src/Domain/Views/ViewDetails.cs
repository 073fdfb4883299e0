using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Views;

/// <summary>Who sees a view.</summary>
public enum ViewScope
{
    /// <summary>Its owner.</summary>
    Private,

    /// <summary>Everybody in the organization.</summary>
    Organization,

    /// <summary>Everybody; it comes with the product and stays as it is.</summary>
    System,
}

/// <summary>How a view lays out its records.</summary>
public enum ViewType
{
    /// <summary>Rows and columns.</summary>
    Table,

    /// <summary>Cards in columns by stage or status.</summary>
    Board,

    /// <summary>By date.</summary>
    Calendar,
}

/// <summary>How close the rows of a view stand.</summary>
public enum ViewDensity
{
    /// <summary>With room.</summary>
    Comfortable,

    /// <summary>As many as fit.</summary>
    Compact,
}

/// <summary>What a person sets about a view. That fields exist is checked against the catalogue by the application.</summary>
public sealed record ViewDetails
{
    /// <summary>Name; required.</summary>
    public string? Name { get; init; }

    /// <summary>Who sees it; never <see cref="ViewScope.System"/>.</summary>
    public ViewScope Scope { get; init; }

    /// <summary>How the records are laid out.</summary>
    public ViewType Type { get; init; }

    /// <summary>Keys of the fields shown, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The filter as JSON, or null.</summary>
    public string? Filter { get; init; }

    /// <summary>The order, or null.</summary>
    public string? Sort { get; init; }

    /// <summary>How close the rows stand.</summary>
    public ViewDensity Density { get; init; }

    /// <summary>True to have it in the navigation.</summary>
    public bool Pinned { get; init; }

    internal Result<ViewDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var cleaned = this with
        {
            Name = checks.Required("name", Name, SavedView.NameMaxLength),
            Scope = checks.Known("scope", Scope),
            Type = checks.Known("type", Type),
            Columns = [.. Columns.Distinct(StringComparer.Ordinal)],
            Filter = checks.Text("filter", Filter, SavedView.FilterMaxLength),
            Sort = checks.Text("sort", Sort, SavedView.SortMaxLength),
            Density = checks.Known("density", Density),
        };
        if (Scope is ViewScope.System) checks.Refuse("scope", "A view is private or the organization's.");
        if (cleaned.Columns.Count > SavedView.ColumnsMax || cleaned.Columns.Any(c => c.Length is 0 or > SavedView.ColumnMaxLength))
            checks.Refuse("columns", $"At most {SavedView.ColumnsMax} fields, each named by its key.");
        return checks.Failed ? checks.ToError() : cleaned;
    }
}
