namespace NexusCrm.Application.Records;

/// <summary>The words with which a feature says more about a field it declares. A declared field is filterable and exportable; all else is said here.</summary>
public sealed class FieldDeclaration
{
    private readonly RecordField _field;

    internal FieldDeclaration(RecordField field) => _field = field;

    /// <summary>Lists may sort by it. It needs an index: see the README of this folder.</summary>
    public FieldDeclaration Sortable() => With(f => f.IsSortable = true);

    /// <summary>Lists may not filter on it.</summary>
    public FieldDeclaration NotFilterable() => With(f => f.IsFilterable = false);

    /// <summary>The quick search looks into it.</summary>
    public FieldDeclaration Searchable() => With(f => f.IsSearchable = true);

    /// <summary>An import may set it; a header that equals the key, the label or one of the synonyms (any case) is mapped to it.</summary>
    public FieldDeclaration Importable(params string[] synonyms) => With(f =>
    {
        f.IsImportable = true;
        f.Synonyms = [.. synonyms.Select(s => s.ToLowerInvariant())];
    });

    /// <summary>The bulk action <c>update</c> may set it.</summary>
    public FieldDeclaration BulkUpdatable() => With(f => f.IsBulkUpdatable = true);

    /// <summary>No request may set it: derived or kept by the product.</summary>
    public FieldDeclaration ReadOnly() => With(f => f.IsReadOnly = true);

    /// <summary>States what it says about a natural person.</summary>
    public FieldDeclaration Personal(PersonalData kind) => With(f => f.Personal = kind);

    /// <summary>An import may find existing records by it.</summary>
    public FieldDeclaration MatchKey() => With(f => f.IsMatchKey = true);

    /// <summary>Words for a person where those made from the key do not fit.</summary>
    public FieldDeclaration Label(string label) => With(f => f.Label = label);

    /// <summary>Not a plain update: only these actions change it, and bulk goes through them.</summary>
    public FieldDeclaration ChangedBy(params string[] actions) => With(f => f.ChangedBy = actions);

    private FieldDeclaration With(Action<RecordField> say)
    {
        say(_field);
        return this;
    }
}
