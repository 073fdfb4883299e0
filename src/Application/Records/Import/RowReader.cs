using System.Text.Json;
using NexusCrm.Application.Records.Export;
using NexusCrm.Application.Records.Import.Csv;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>One thing wrong with a row.</summary>
/// <param name="Field">The field, or null when it is the row as a whole.</param>
/// <param name="Code">Stable code: <c>number_invalid</c>, <c>too_long</c> ...</param>
/// <param name="Message">For a person.</param>
public sealed record RowProblem(string? Field, string Code, string Message);

/// <summary>
/// Reads the fields of one row after the other by their keys. What cannot be read is noted as a problem and counts as not there. A blank cell is what the caller offers (rule C4: blank keeps), or, where
/// defaults are taken, the file's default.
/// </summary>
public sealed class RowReader
{
    private readonly IRecordType _type;
    private readonly ColumnMapping _mapping;
    private readonly ValueParser _values;
    private readonly IReadOnlyDictionary<string, string> _defaults;
    private readonly Dictionary<string, string?> _currencies;
    private readonly List<RowProblem> _problems = [];
    private CsvRecord _record = new(0, []);
    private bool _takesDefaults;

    /// <summary>A reader for the rows of one file.</summary>
    public RowReader(IRecordType type, ColumnMapping mapping, ImportFormats formats, IReadOnlyDictionary<string, string> defaults, TimeZoneInfo zone)
    {
        (_type, _mapping, _defaults, Formats) = (type, mapping, defaults, formats);
        _values = new ValueParser(formats, zone);
        _currencies = mapping.Fields.ToDictionary(f => f, f => HeaderNames.CurrencyOf(mapping.HeaderOf(f)!), StringComparer.Ordinal);
    }

    /// <summary>The formats of the file.</summary>
    public ImportFormats Formats { get; }

    /// <summary>What was wrong since <see cref="Begin"/>.</summary>
    public IReadOnlyList<RowProblem> Problems => _problems;

    /// <summary>Turns to a row.</summary>
    /// <param name="record">The row.</param>
    /// <param name="takesDefaults">True when the row makes a new record.</param>
    public void Begin(CsvRecord record, bool takesDefaults)
    {
        (_record, _takesDefaults) = (record, takesDefaults);
        _problems.Clear();
        if (record.OverlongCell is { } cell) Refuse(null, "cell_too_long", $"Line {record.Line}, column '{Header(cell)}': a cell has at most {CsvLimits.CellLength} characters.");
        if (record.Cells.Skip(_mapping.Headers.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            Refuse(null, "too_many_cells", $"Line {record.Line} has {record.Cells.Length} cells, but there are {_mapping.Headers.Count} columns.");
    }

    /// <summary>Text, trimmed.</summary>
    public string? Text(string field, string? otherwise = null) => Cell(field) ?? otherwise;

    /// <summary>A whole number.</summary>
    public int? Whole(string field, int? otherwise = null)
    {
        if (Cell(field) is not { } text) return otherwise;
        var number = _values.Number(text);
        if (number is { } value && decimal.Truncate(value) == value && Math.Abs(value) <= int.MaxValue) return (int)value;
        return Refuse<int?>(field, "number_invalid", "This is not a whole number.");
    }

    /// <summary>An amount of money.</summary>
    public Money? Amount(string field, Money? otherwise = null)
    {
        if (Cell(field) is not { } text) return otherwise;
        return _values.Amount(text, _currencies.GetValueOrDefault(field)) ?? Refuse<Money?>(field, "number_invalid", "This is not an amount.");
    }

    /// <summary>A moment.</summary>
    public DateTimeOffset? Instant(string field, DateTimeOffset? otherwise = null)
    {
        if (Cell(field) is not { } text) return otherwise;
        return _values.Instant(text) ?? Refuse<DateTimeOffset?>(field, "date_invalid", $"This is not a date in the order {Formats.DateOrder.ToString().ToLowerInvariant()}.");
    }

    /// <summary>A date.</summary>
    public DateOnly? Date(string field, DateOnly? otherwise = null)
    {
        if (Cell(field) is not { } text) return otherwise;
        return _values.Date(text) ?? Refuse<DateOnly?>(field, "date_invalid", $"This is not a date in the order {Formats.DateOrder.ToString().ToLowerInvariant()}.");
    }

    /// <summary>An address from its parts: <c>address.line1</c>, <c>address.city</c> ...</summary>
    public PostalAddress Address(string field, PostalAddress otherwise) => new(
        Text(field + ".line1", otherwise.Line1),
        Text(field + ".line2", otherwise.Line2),
        Text(field + ".city", otherwise.City),
        Text(field + ".state", otherwise.State),
        Text(field + ".postalCode", otherwise.PostalCode),
        Text(field + ".country", otherwise.Country));

    /// <summary>Yes or no.</summary>
    public bool YesOrNo(string field, bool otherwise = false)
    {
        if (Cell(field) is not { } text) return otherwise;
        return ValueParser.YesOrNo(text) ?? Refuse<bool?>(field, "boolean_invalid", "Give yes or no.") ?? otherwise;
    }

    /// <summary>Texts parted by semicolons.</summary>
    public IReadOnlyList<string> List(string field, IReadOnlyList<string> otherwise) =>
        Cell(field) is { } text ? text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : otherwise;

    /// <summary>One of a closed list, by its name in any case with spaces, dashes or underscores, or by another usual word.</summary>
    /// <param name="field">The field.</param>
    /// <param name="otherwise">What a blank cell means.</param>
    /// <param name="synonyms">Other words, in the form of names: <c>trade_show</c>.</param>
    public TChoice? Choice<TChoice>(string field, TChoice? otherwise = null, IReadOnlyDictionary<string, TChoice>? synonyms = null) where TChoice : struct, Enum
    {
        if (Cell(field) is not { } text) return otherwise;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(text.Replace('-', ' ')).Replace(' ', '_');
        if (WireNames<TChoice>.TryParse(name, out var choice) || synonyms?.TryGetValue(name, out choice) == true) return choice;
        return Refuse<TChoice?>(field, "choice_unknown", $"It is none of {string.Join(", ", WireNames<TChoice>.All)}.");
    }

    /// <summary>The id of a record that the file names in its own way.</summary>
    /// <param name="field">The field.</param>
    /// <param name="find">Finds the record by what stands in the cell.</param>
    /// <param name="otherwise">What a blank cell means.</param>
    public Guid? Reference(string field, Func<string, Guid?> find, Guid? otherwise = null)
    {
        if (Cell(field) is not { } text) return otherwise;
        return find(text) ?? Refuse<Guid?>(field, "reference_unknown", "There is no such record.");
    }

    /// <summary>Notes what the domain refused, by its fields; the code says what kind of thing was wrong.</summary>
    public void Refuse(Error error)
    {
        if (error.Fields is null) Refuse(null, error.Code, error.Message);
        else foreach (var (field, messages) in error.Fields) Refuse(field, CodeOf(field), string.Join(" ", messages));
    }

    private string CodeOf(string field)
    {
        var text = Cell(field);
        if (text is null) return "required";
        if (_type.FieldOf(field) is not { } known) return "invalid";
        // A country is kept as a code but may be given by name: it is never too long.
        if (text.Length > known.MaxLength && known.MaxLength > PostalAddress.CountryLength) return "too_long";
        return known.Type is FieldType.Instant or FieldType.Date ? "date_invalid" : $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(known.Type.ToString())}_invalid";
    }

    private void Refuse(string? field, string code, string message)
    {
        if (field is null || !_problems.Exists(p => p.Field == field)) _problems.Add(new RowProblem(field, code, message));
    }

    private T? Refuse<T>(string field, string code, string message)
    {
        Refuse(field, code, message);
        return default;
    }

    private string? Cell(string field)
    {
        if (_mapping.ColumnOf(field) is { } column && column < _record.Cells.Length && _record.Cells[column].Trim() is { Length: > 0 } text) return FormulaSafety.Restore(text);
        return _takesDefaults ? _defaults.GetValueOrDefault(field) : null;
    }

    private string Header(int column) => column < _mapping.Headers.Count ? _mapping.Headers[column] : $"Column {column + 1}";
}
