using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What the list page of a record type shows and asks; one instance per feature. What a field is, the catalogue knows.</summary>
/// <typeparam name="TRow">The row record of the list query.</typeparam>
public sealed record ListDefinition<TRow>
{
    /// <summary>Key of the record type, also the page's address: <c>leads</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>Title of the page: "Leads".</summary>
    public required string Title { get; init; }

    /// <summary>One of them within a sentence: "lead".</summary>
    public required string One { get; init; }

    /// <summary>Several of them within a sentence: "leads".</summary>
    public required string Many { get; init; }

    /// <summary>Kind of the records in the change feed: <c>lead</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The list query for a request.</summary>
    public required Func<ListRequest, IMessage<Page<TRow>>> Read { get; init; }

    /// <summary>Id of a row.</summary>
    public required Func<TRow, Guid> Id { get; init; }

    /// <summary>Name of a row.</summary>
    public required Func<TRow, string> Name { get; init; }

    /// <summary>Every column that can be shown, in their usual order; one is primary.</summary>
    public required IReadOnlyList<ListColumn<TRow>> Columns { get; init; }

    /// <summary>The views that every organization has. The first is the page's own; one of them has no filter.</summary>
    public required IReadOnlyList<ListView> Views { get; init; }

    /// <summary>Icon of the empty list.</summary>
    public string Icon { get; init; } = Icons.Inbox;

    /// <summary>Address of the page.</summary>
    public string Address => $"/{RecordType}";

    /// <summary>Address of a record.</summary>
    public string AddressOf(TRow row) => $"{Address}/{Id(row)}";
}

/// <summary>A column of a list. Title, sorting and alignment follow from the field of the same key in the catalogue.</summary>
/// <param name="Key">Key of the field.</param>
/// <param name="Cell">Content for a row.</param>
public sealed record ListColumn<TRow>(string Key, RenderFragment<TRow> Cell)
{
    /// <summary>A column that shows a text.</summary>
    public ListColumn(string key, Func<TRow, string?> text)
        : this(key, row => builder => builder.AddContent(0, text(row)))
    {
    }

    /// <summary>Title where the field's label does not serve, or there is no field.</summary>
    public string? Title { get; init; }

    /// <summary>Wished width in pixels.</summary>
    public int Width { get; init; } = 140;

    /// <summary>Names the row and holds its link; always shown, first.</summary>
    public bool Primary { get; init; }

    /// <summary>Shown only when the person chooses it.</summary>
    public bool Optional { get; init; }

    /// <summary>Left out of the card on a phone.</summary>
    public bool HideOnPhone { get; init; }
}
