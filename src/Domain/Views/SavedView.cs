using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Views;

/// <summary>A list as somebody likes it: columns, filter, order and looks under a name (rules V1 to V5). It never shows more than its viewer may see.</summary>
public sealed class SavedView : AggregateRoot
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest key of a record type, in characters.</summary>
    public const int RecordTypeMaxLength = 50;

    /// <summary>Most columns.</summary>
    public const int ColumnsMax = 100;

    /// <summary>Longest key of a column, in characters.</summary>
    public const int ColumnMaxLength = 100;

    /// <summary>Longest text of a filter, in characters.</summary>
    public const int FilterMaxLength = 20_000;

    /// <summary>Longest text of a sort, in characters.</summary>
    public const int SortMaxLength = 400;

    private SavedView()
    {
    }

    private SavedView(Guid organizationId, string recordType, DateTimeOffset at, Guid ownerId) : base(organizationId, at, ownerId) => (RecordType, OwnerId) = (recordType, ownerId);

    /// <summary>Key of the record type it lists.</summary>
    public string RecordType { get; private set; } = "";

    /// <summary>The user who made it.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who sees it.</summary>
    public ViewScope Scope { get; private set; }

    /// <summary>How the records are laid out.</summary>
    public ViewType Type { get; private set; }

    /// <summary>Keys of the fields shown, in order; empty for the record type's own choice.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The filter as JSON, tokens unresolved; null for every record.</summary>
    public string? Filter { get; private set; }

    /// <summary>The order as in the URL (<c>-score,lastName</c>); null for the record type's own.</summary>
    public string? Sort { get; private set; }

    /// <summary>How close the rows stand.</summary>
    public ViewDensity Density { get; private set; }

    /// <summary>True when it stands in the navigation.</summary>
    public bool Pinned { get; private set; }

    /// <summary>Adds a view. A view of the product itself is not made by people.</summary>
    public static Result<SavedView> Create(Guid organizationId, string recordType, ViewDetails details, DateTimeOffset at, Guid ownerId)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var view = new SavedView(organizationId, recordType, at, ownerId);
        view.Apply(cleaned.Value);
        return view;
    }

    /// <summary>Replaces the details.</summary>
    public Result<Done> Change(ViewDetails details, DateTimeOffset at, Guid by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        Apply(cleaned.Value);
        Touch(at, by);
        return Done.Value;
    }

    /// <summary>The details as they are, to change some of them: <c>view.Change(view.Details() with { ... })</c>.</summary>
    public ViewDetails Details() => new() { Name = Name, Scope = Scope, Type = Type, Columns = Columns, Filter = Filter, Sort = Sort, Density = Density, Pinned = Pinned };

    private void Apply(ViewDetails details) =>
        (Name, Scope, Type, Columns, Filter, Sort, Density, Pinned) = (details.Name!, details.Scope, details.Type, details.Columns, details.Filter, details.Sort, details.Density, details.Pinned);
}
