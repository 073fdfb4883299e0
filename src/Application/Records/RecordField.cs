using NexusCrm.Application.Records.Filters;

namespace NexusCrm.Application.Records;

/// <summary>What is known about one field of a record type, without its type parameter. Lists, forms, imports and the API describe fields from here.</summary>
public abstract class RecordField
{
    private protected RecordField(string key, FieldType type, bool nullable, IReadOnlyList<FilterOperator> operators)
    {
        (Key, Type, IsNullable) = (key, type, nullable);
        Label = FieldLabel.Of(key);
        AllOperators = nullable ? [.. operators, FilterOperator.Empty] : operators;
    }

    /// <summary>The JSON property path, e.g. <c>address.country</c>.</summary>
    public string Key { get; }

    /// <summary>What it holds.</summary>
    public FieldType Type { get; }

    /// <summary>True when a record may have no value.</summary>
    public bool IsNullable { get; }

    /// <summary>The words a person reads.</summary>
    public string Label { get; internal set; }

    /// <summary>True when lists may filter on it.</summary>
    public bool IsFilterable { get; internal set; } = true;

    /// <summary>True when lists may sort by it; such a field has an index.</summary>
    public bool IsSortable { get; internal set; }

    /// <summary>True when the quick search looks into it.</summary>
    public bool IsSearchable { get; internal set; }

    /// <summary>True when an import may set it.</summary>
    public bool IsImportable { get; internal set; }

    /// <summary>True when no request may set it.</summary>
    public bool IsReadOnly { get; internal set; }

    /// <summary>True when the bulk action <c>update</c> may set it.</summary>
    public bool IsBulkUpdatable { get; internal set; }

    /// <summary>True when an import may find existing records by it.</summary>
    public bool IsMatchKey { get; internal set; }

    /// <summary>What it says about a natural person; null when not stated, which is wrong for texts.</summary>
    public PersonalData? Personal { get; internal set; }

    /// <summary>Other headers that mean this field in an import file, lower case.</summary>
    public IReadOnlyList<string> Synonyms { get; internal set; } = [];

    /// <summary>Longest text in characters, or null.</summary>
    public int? MaxLength { get; internal set; }

    /// <summary>The values of a choice, in order; empty for other types.</summary>
    public IReadOnlyList<string> Choices { get; internal set; } = [];

    /// <summary>Key of the record type a reference points to, or null.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The actions that change it where a plain update must not; empty where it may.</summary>
    public IReadOnlyList<string> ChangedBy { get; internal set; } = [];

    /// <summary>The operators a filter may use, none when it is not filterable.</summary>
    public IReadOnlyList<FilterOperator> Operators => IsFilterable ? AllOperators : [];

    private IReadOnlyList<FilterOperator> AllOperators { get; }
}
