using NexusCrm.Application.Records.Import.Csv;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>Guesses which column is which field: by its header, and where that says nothing, by what stands in it.</summary>
public sealed class MappingSuggestion
{
    private readonly IRecordType _type;
    private readonly Dictionary<string, RecordField> _byName = new(StringComparer.Ordinal);

    /// <summary>Collects the names of a record type's importable fields. Keys and labels win over synonyms.</summary>
    public MappingSuggestion(IRecordType type)
    {
        _type = type;
        var importable = type.Fields.Where(ColumnMapping.IsTaken).ToList();
        foreach (var field in importable) _byName.TryAdd(HeaderNames.Fold(field.Key), field);
        foreach (var field in importable) _byName.TryAdd(HeaderNames.Fold(field.Label), field);
        foreach (var (field, synonym) in importable.SelectMany(f => f.Synonyms.Select(s => (f, s)))) _byName.TryAdd(HeaderNames.Fold(synonym), field);
    }

    /// <summary>True for a text that names a field.</summary>
    public bool Knows(string header) => HeaderNames.Fold(header) is { Length: > 0 } name && _byName.ContainsKey(name);

    /// <summary>Every header, in order, with the key of its field, or null. No field comes twice: the first column gets it.</summary>
    public IReadOnlyDictionary<string, string?> For(ImportFile file)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var fields = file.Headers.Select(header => Take(_byName.GetValueOrDefault(HeaderNames.Fold(header)), taken)).ToList();
        for (var column = 0; column < fields.Count; column++) fields[column] ??= Take(ByContent(file.Sample, column), taken);
        return file.Headers.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second?.Key, StringComparer.Ordinal);
    }

    private static RecordField? Take(RecordField? field, HashSet<string> taken) => field is not null && taken.Add(field.Key) ? field : null;

    private RecordField? ByContent(IReadOnlyList<CsvRecord> sample, int column)
    {
        var values = sample.Where(r => column < r.Cells.Length).Select(r => r.Cells[column].Trim()).Where(v => v.Length > 0).ToList();
        if (values.Count == 0) return null;
        if (Mostly(values, v => EmailAddress.Parse(v).Succeeded)) return Only(FieldType.Email);
        if (Mostly(values, v => v.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || v.StartsWith("https://", StringComparison.OrdinalIgnoreCase))) return Only(FieldType.Url);
        return Mostly(values, v => v.Length >= 7 && v.Count(char.IsAsciiDigit) >= 7 && PhoneNumber.Parse(v).Succeeded) ? Only(FieldType.Phone) : null;
    }

    private RecordField? Only(FieldType type) => _type.Fields.FirstOrDefault(f => f.IsImportable && f.Type == type);

    private static bool Mostly(List<string> values, Func<string, bool> holds) => values.Count(holds) * 10 >= values.Count * 8;
}
