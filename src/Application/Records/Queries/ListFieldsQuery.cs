using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Queries;

/// <summary>Describes the fields of a record type, to those who may see its records.</summary>
[RequiresPermissionOfMessage]
public sealed record ListFieldsQuery(string RecordType) : IQuery<IReadOnlyList<FieldDescription>>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => RecordPermissions.ReadOf(RecordType);
}

/// <summary>A field as the API describes it.</summary>
/// <param name="Key">The JSON property path.</param>
/// <param name="Label">Words for a person.</param>
/// <param name="Type">What it holds, snake_case.</param>
/// <param name="Operators">The operators a filter may use.</param>
/// <param name="Sortable">Lists may sort by it.</param>
/// <param name="Filterable">Lists may filter on it.</param>
/// <param name="Importable">An import may set it.</param>
/// <param name="ReadOnly">No request may set it.</param>
/// <param name="MaxLength">Longest text in characters, or null.</param>
/// <param name="Choices">The values of a choice.</param>
/// <param name="Reference">Key of the record type that a reference points to, or null.</param>
public sealed record FieldDescription(
    string Key, string Label, string Type, IReadOnlyList<string> Operators, bool Sortable, bool Filterable, bool Importable, bool ReadOnly, int? MaxLength, IReadOnlyList<string> Choices, string? Reference)
{
    /// <summary>Describes a field.</summary>
    internal static FieldDescription Of(RecordField field) => new(
        field.Key, field.Label, WireNames<FieldType>.Of(field.Type), [.. field.Operators.Select(o => o.Name())],
        field.IsSortable, field.IsFilterable, field.IsImportable, field.IsReadOnly, field.MaxLength, field.Choices, field.Reference);
}

internal sealed class ListFieldsQueryHandler(RecordTypes types) : IQueryHandler<ListFieldsQuery, IReadOnlyList<FieldDescription>>
{
    public Task<Result<IReadOnlyList<FieldDescription>>> Handle(ListFieldsQuery query, CancellationToken ct) => Task.FromResult(types.Find(query.RecordType) is { } type
        ? Result<IReadOnlyList<FieldDescription>>.Success([.. type.Fields.Select(FieldDescription.Of)])
        : Error.NotFound("The record type"));
}
